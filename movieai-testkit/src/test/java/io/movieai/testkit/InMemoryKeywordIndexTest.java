package io.movieai.testkit;

import io.movieai.keyword.InMemoryKeywordIndex;
import io.movieai.keyword.KeywordIndex;

class InMemoryKeywordIndexTest extends KeywordIndexContract {
    @Override
    protected KeywordIndex open() {
        return new InMemoryKeywordIndex();
    }
}
