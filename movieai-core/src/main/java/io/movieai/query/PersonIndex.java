package io.movieai.query;

import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The people who made a catalogue's films or play in them, found by their full name in either script, or by the last part
 * of it where that tells who is meant. Immutable and thread-safe.
 */
final class PersonIndex {
    /** A surname stands for somebody if nobody else of that name has more than a quarter as many films. */
    private static final int DOMINANCE = 4;

    private static final int SHORTEST_SURNAME = 4;

    private final KeyTable keys;
    private final List<Named> named;
    private final int longest;

    private PersonIndex(KeyTable keys, List<Named> named, int longest) {
        this.keys = keys;
        this.named = named;
        this.longest = longest;
    }

    /**
     * Whom a key names.
     *
     * @param people the names as the catalogue has them
     * @param surname whether the key is only the last part of the name
     */
    private record Named(List<String> people, boolean surname) {}

    static PersonIndex of(List<Movie> movies) {
        Map<String, Integer> films = new LinkedHashMap<>();
        Map<String, String> chinese = new HashMap<>();
        for (Movie movie : movies) {
            for (List<Person> people : List.of(movie.directors(), movie.cast())) {
                for (Person person : people) {
                    films.merge(person.name(), 1, Integer::sum);
                    person.chineseName().ifPresent(name -> chinese.put(person.name(), name));
                }
            }
        }
        Map<String, List<String>> full = new LinkedHashMap<>();
        Map<String, List<String>> surnames = new LinkedHashMap<>();
        for (String name : films.keySet()) {
            addNames(full, surnames, name, name);
            String other = chinese.get(name);
            if (other != null) {
                addNames(full, surnames, other, name);
            }
        }
        KeyTable keys = new KeyTable();
        List<Named> named = new ArrayList<>();
        int longest = 0;
        for (Map.Entry<String, List<String>> entry : full.entrySet()) {
            keys.add(entry.getKey());
            named.add(new Named(List.copyOf(entry.getValue()), false));
            longest = Math.max(longest, entry.getKey().length());
        }
        for (Map.Entry<String, List<String>> entry : surnames.entrySet()) {
            String person = meant(entry.getValue(), films);
            if (person != null && !full.containsKey(entry.getKey())) {
                keys.add(entry.getKey());
                named.add(new Named(List.of(person), true));
            }
        }
        return new PersonIndex(keys, named, Math.min(longest, TitleIndex.LONGEST_KEY));
    }

    private static void addNames(
            Map<String, List<String>> full, Map<String, List<String>> surnames, String name, String person) {
        String folded = RequestText.fold(name).strip();
        String key = TitleText.of(folded).toString();
        if (key.length() < 2) {
            return;
        }
        List<String> people = full.computeIfAbsent(key, k -> new ArrayList<>(1));
        if (!people.contains(person)) {
            people.add(person);
        }
        int last = Math.max(folded.lastIndexOf('·'), folded.lastIndexOf(' '));
        String surname =
                last < 0 ? "" : TitleText.of(folded, last + 1, folded.length()).toString();
        if (!surname.isEmpty()
                && (RequestText.isHan(surname.charAt(0))
                        ? surname.length() > 1
                        : surname.length() >= SHORTEST_SURNAME)) {
            surnames.computeIfAbsent(surname, k -> new ArrayList<>(1)).add(person);
        }
    }

    private static @Nullable String meant(List<String> people, Map<String, Integer> films) {
        String best = people.get(0);
        for (String person : people) {
            best = films.getOrDefault(person, 0) > films.getOrDefault(best, 0) ? person : best;
        }
        for (String person : people) {
            if (!person.equals(best) && films.getOrDefault(person, 0) * DOMINANCE > films.getOrDefault(best, 0)) {
                return null;
            }
        }
        return best;
    }

    /** Returns the people that a text names, in order; words that mean something else in the lexicon stay what they are. */
    List<Mark> read(MarkedText marked, TitleText reduced) {
        List<Mark> found = new ArrayList<>();
        for (int from = 0; from < reduced.length(); from++) {
            if (!reduced.startsWord(from)) {
                continue;
            }
            int end = -1;
            Named best = null;
            int hash = 0;
            for (int to = from + 1; to <= Math.min(reduced.length(), from + longest); to++) {
                hash = 31 * hash + reduced.charAt(to - 1);
                if (to - from < 2 || !reduced.endsWord(to - 1)) {
                    continue;
                }
                int key = keys.find(reduced, from, to, hash);
                if (key >= 0 && accepts(named.get(key), marked, reduced.start(from), reduced.end(to - 1))) {
                    end = to;
                    best = named.get(key);
                }
            }
            if (best != null) {
                found.add(Mark.of(reduced.start(from), reduced.end(end - 1), new Target.People(best.people())));
                from = end - 1;
            }
        }
        return found;
    }

    private static boolean accepts(Named named, MarkedText marked, int start, int end) {
        if (marked.uncovered(start, end) < 2) {
            return false;
        }
        CharSequence text = marked.text();
        boolean han = RequestText.isHan(text.charAt(start));
        if (han) {
            return end - start > 2 || end == text.length() || followsName(marked, end);
        }
        if (!named.surname()) {
            return true;
        }
        // A Latin surname alone may be a word: it takes a hint, or Chinese around it.
        String before = marked.between(Math.max(0, start - 12), start);
        String after = marked.between(end, Math.min(text.length(), end + 10));
        return before.matches(".*(\\bby|directed by|starring|with|director) $")
                || after.matches("(?s)('s? | ?(film|movie|picture|的|演|导|拍|主演|执导)).*")
                || before.endsWith("导演")
                || before.endsWith("看");
    }

    /** Returns whether what follows may follow a name: the end of a word that is known, or a known word. */
    private static boolean followsName(MarkedText marked, int end) {
        char next = marked.text().charAt(end);
        return !RequestText.isHan(next) || marked.uncovered(end, end + 1) == 0 || "演导拍执参和与".indexOf(next) >= 0;
    }
}
