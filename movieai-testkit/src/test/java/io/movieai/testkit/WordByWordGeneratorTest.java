package io.movieai.testkit;

import io.movieai.generation.Generator;

class WordByWordGeneratorTest extends GeneratorContract {
    @Override
    protected Generator open() {
        return new WordByWordGenerator();
    }
}
