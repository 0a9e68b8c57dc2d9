@NullMarked
package io.movieai.llm.qwen;

import org.jspecify.annotations.NullMarked;
