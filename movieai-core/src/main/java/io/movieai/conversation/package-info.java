/** Conversations: what was asked and shown, and requests that build on it. */
@NullMarked
package io.movieai.conversation;

import org.jspecify.annotations.NullMarked;
