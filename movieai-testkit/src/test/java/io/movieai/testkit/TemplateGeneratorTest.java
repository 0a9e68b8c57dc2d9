package io.movieai.testkit;

import io.movieai.generation.Generator;
import io.movieai.generation.TemplateGenerator;

class TemplateGeneratorTest extends GeneratorContract {
    @Override
    protected Generator open() {
        return new TemplateGenerator();
    }
}
