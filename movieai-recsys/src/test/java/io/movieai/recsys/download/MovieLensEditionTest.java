package io.movieai.recsys.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MovieLensEditionTest {
    @ParameterizedTest
    @EnumSource
    void licence_everyEdition_namesTheOwnerAndTheTermsInBothLanguages(MovieLensEdition edition) {
        assertThat(edition.licence(Language.ENGLISH)).contains(edition.id(), "GroupLens", "commercial", "README");
        assertThat(edition.licence(Language.CHINESE)).contains(edition.id(), "GroupLens", "商业", "README");
        assertThat(MovieLensEdition.find(edition.id())).contains(edition);
    }

    @Test
    void licence_passingOn_differsBetweenEditions() {
        assertThat(MovieLensEdition.ML_100K.licence(Language.ENGLISH)).contains("must not be passed on");
        assertThat(MovieLensEdition.ML_1M.licence(Language.ENGLISH)).contains("must not be passed on");
        assertThat(MovieLensEdition.ML_25M.licence(Language.ENGLISH)).contains("may be passed on");
        assertThat(MovieLensEdition.LATEST_SMALL.licence(Language.CHINESE)).contains("可以转发");
    }

    @Test
    void find_unknownName_isEmpty() {
        assertThat(MovieLensEdition.find("ml-10k")).isEmpty();
    }
}
