package io.movieai.query;

/** What a stretch of a request means: a property of films, or a word that connects such properties. */
sealed interface Meaning permits Cue, Target {}
