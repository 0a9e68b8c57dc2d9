package io.movieai.recsys.training;

import io.movieai.recsys.dataset.DuplicatePolicy;
import io.movieai.recsys.dataset.InteractionFilter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads RecBole's settings of which interactions count. */
final class FilterSettings {
    private static final Pattern INTERVAL =
            Pattern.compile("\\s*([\\[(])\\s*([^,\\s]+)\\s*,\\s*([^,\\s]+)\\s*([])])\\s*");

    private FilterSettings() {}

    /** An interval as RecBole writes it, both ends made inclusive. */
    private record Interval(float least, float greatest) {
        static Interval parse(String name, @Nullable Object value) {
            Matcher matcher = INTERVAL.matcher(String.valueOf(value));
            if (!matcher.matches()) {
                throw new IllegalArgumentException(name + ": expected one interval like [3,inf), found " + value);
            }
            float least = end(name, matcher.group(2));
            float greatest = end(name, matcher.group(3));
            return new Interval(
                    matcher.group(1).equals("(") ? Math.nextUp(least) : least,
                    matcher.group(4).equals(")") && greatest < Float.POSITIVE_INFINITY
                            ? Math.nextDown(greatest)
                            : greatest);
        }

        private static float end(String name, String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "inf", "+inf" -> Float.POSITIVE_INFINITY;
                case "-inf" -> Float.NEGATIVE_INFINITY;
                default -> (float) SettingValues.toNumber(name, text);
            };
        }
    }

    static InteractionFilter filter(SettingValues values) {
        InteractionFilter filter = InteractionFilter.NONE;
        Object ratings = values.raw("val_interval");
        if (ratings != null) {
            Interval interval = Interval.parse("val_interval.rating", ofRating("val_interval", ratings));
            filter = filter.withValues(interval.least(), interval.greatest());
        }
        Object threshold = values.raw("threshold");
        if (threshold != null) {
            filter = filter.withLabelThreshold(
                    (float) SettingValues.toNumber("threshold.rating", ofRating("threshold", threshold)));
        }
        int users = least("user_inter_num_interval", values.raw("user_inter_num_interval"));
        int items = least("item_inter_num_interval", values.raw("item_inter_num_interval"));
        return filter.withCore(users, items);
    }

    private static @Nullable Object ofRating(String name, Object value) {
        Map<?, ?> map = SettingValues.map(name, value);
        SettingValues.requireKnown(name, map.keySet(), Set.of("rating"));
        return map.get("rating");
    }

    private static int least(String name, @Nullable Object value) {
        if (value == null) {
            return 0;
        }
        Interval interval = Interval.parse(name, value);
        if (interval.greatest() < Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    name + ": expected an interval without an upper end like [5,inf), found " + value);
        }
        return (int) Math.ceil(Math.max(0, interval.least()));
    }

    static DuplicatePolicy duplicates(SettingValues values) {
        Object value = values.raw("rm_dup_inter");
        return switch (String.valueOf(value)) {
            case "null", "None" -> DuplicatePolicy.REJECT;
            case "first" -> DuplicatePolicy.KEEP_FIRST;
            case "last" -> DuplicatePolicy.KEEP_LAST;
            default -> throw new IllegalArgumentException("rm_dup_inter: expected first or last, found " + value);
        };
    }
}
