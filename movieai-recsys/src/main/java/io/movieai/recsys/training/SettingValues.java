package io.movieai.recsys.training;

import io.movieai.text.EditDistance;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Settings by name, read with a type; keeps which were read and with what value. Not safe for use by several threads. */
final class SettingValues {
    private final Map<String, ?> given;
    private final Map<String, Object> inForce = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if a name is not among the known ones */
    SettingValues(Map<String, ?> given, Set<String> known) {
        requireKnown("settings", given.keySet(), known);
        this.given = given;
    }

    /** Throws for the first name that is not among the known ones, and names the one that was probably meant. */
    static void requireKnown(String what, Set<?> found, Set<String> known) {
        for (Object name : found) {
            if (!known.contains(String.valueOf(name))) {
                throw new IllegalArgumentException(what + ": expected names among "
                        + String.join(", ", new TreeSet<>(known)) + "; found " + name
                        + nearest(String.valueOf(name), known)
                                .map(near -> ", which is nearest to " + near)
                                .orElse(""));
            }
        }
    }

    /** Returns the word that looks most like the one given. */
    static Optional<String> nearest(String word, Collection<String> words) {
        int best = Math.max(2, word.length());
        String nearest = null;
        for (String candidate : new TreeSet<>(words)) {
            int distance = EditDistance.within(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT), best);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Returns what was read so far, with the default where nothing was given, in the order of reading. */
    Map<String, Object> inForce() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(inForce));
    }

    /** Returns what was given and not read, in alphabetical order. */
    Set<String> unread() {
        Set<String> unread = new TreeSet<>(given.keySet());
        unread.removeAll(inForce.keySet());
        return unread;
    }

    /** Returns a value as it was given, or null; it counts as read. */
    @Nullable
    Object raw(String name) {
        Object value = given.get(name);
        if (value != null) {
            inForce.put(name, value);
        }
        return value;
    }

    String text(String name, String otherwise) {
        Object value = given.get(name);
        return keep(name, value == null ? otherwise : value.toString());
    }

    double number(String name, double otherwise) {
        Object value = given.get(name);
        return keep(name, value == null ? otherwise : toNumber(name, value));
    }

    int integer(String name, int otherwise) {
        Object value = given.get(name);
        return keep(name, value == null ? otherwise : toInteger(name, value));
    }

    long longInteger(String name, long otherwise) {
        Object value = given.get(name);
        double number = value == null ? otherwise : toNumber(name, value);
        if (number != Math.rint(number)) {
            throw new IllegalArgumentException(name + ": expected an integer, found " + value);
        }
        return keep(name, (long) number);
    }

    /** Returns a list of integers; a single integer is a list of one. */
    List<Integer> integers(String name, List<Integer> otherwise) {
        Object value = given.get(name);
        if (value == null) {
            return keep(name, otherwise);
        }
        if (value instanceof List<?> list) {
            return keep(
                    name, list.stream().map(element -> toInteger(name, element)).toList());
        }
        throw new IllegalArgumentException(name + ": expected a list of integers like [128, 64], found " + value);
    }

    private <T> T keep(String name, T value) {
        inForce.put(name, value);
        return value;
    }

    static Map<?, ?> map(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(name + ": expected a map, found " + value);
    }

    static double toNumber(String name, @Nullable Object value) {
        double number;
        if (value instanceof Number n) {
            number = n.doubleValue();
        } else {
            try {
                // YAML 1.1 reads 1e-5 as a text.
                number = Double.parseDouble(String.valueOf(value).trim());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + ": expected a number, found " + value, e);
            }
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(name + ": expected a finite number, found " + value);
        }
        return number;
    }

    static int toInteger(String name, @Nullable Object value) {
        double number = toNumber(name, value);
        if (number != (int) number) {
            throw new IllegalArgumentException(name + ": expected an integer, found " + value);
        }
        return (int) number;
    }
}
