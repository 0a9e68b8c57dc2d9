package io.movieai.app.http;

import io.javalin.http.Context;
import io.movieai.RecommendRequest;
import io.movieai.text.Language;
import java.util.regex.Pattern;

/** Reads what stands behind the question mark of a URL. */
final class QueryParameters {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final int DEFAULT_TOP_K = 10;

    private QueryParameters() {}

    /** Returns {@code top_k}: 1 to 100, by default 10. */
    static int topK(Context context) {
        String text = context.queryParam("top_k");
        if (text == null) {
            return DEFAULT_TOP_K;
        }
        int value = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (value < 1 || value > RecommendRequest.MAX_TOP_K) {
            throw ApiException.bad(
                    "invalid_top_k",
                    "top_k: expected a whole number from 1 to " + RecommendRequest.MAX_TOP_K + ", found another value");
        }
        return value;
    }

    /** Returns {@code lang}: {@code zh}, the default, or {@code en}. */
    static Language language(Context context) {
        String text = context.queryParam("lang");
        if (text == null || text.equals("zh")) {
            return Language.CHINESE;
        }
        if (text.equals("en")) {
            return Language.ENGLISH;
        }
        throw ApiException.bad("invalid_lang", "lang: expected zh or en, found another value");
    }
}
