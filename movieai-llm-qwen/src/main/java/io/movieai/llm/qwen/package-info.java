/** A generator that has answers written by Qwen on DashScope, or by a model on any OpenAI-compatible server. */
@NullMarked
package io.movieai.llm.qwen;

import org.jspecify.annotations.NullMarked;
