package io.movieai.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the names of genres are mistyped most often. Any other mistake makes another word too easily: action, auction. */
final class Misspellings {
    private static final int LEAST_LETTERS = 6;

    /** What shows that a word with a wrong character is the name of a kind of film: 科换片, and not 换. */
    private static final List<String> NOUNS = List.of("片", "电影", "类", "的片", "的电影");

    /** What each character is written as by mistake, from {@code homophones.txt}. */
    private final Map<Character, String> homophones = new HashMap<>();

    Misspellings() {
        for (Vocabulary.Row row : Vocabulary.rows("homophones.txt", 1)) {
            for (String group : row.cells().get(0).split(" ", -1)) {
                homophones.put(group.charAt(0), group.substring(1));
            }
        }
    }

    /** Returns the misspellings of a word in letters: neighbours swapped, a letter left out, a letter doubled. */
    static Set<String> ofLetters(String word) {
        Set<String> wrong = new LinkedHashSet<>();
        if (word.length() < LEAST_LETTERS || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return wrong;
        }
        for (int i = 1; i < word.length(); i++) {
            wrong.add(word.substring(0, i - 1) + word.charAt(i) + word.charAt(i - 1) + word.substring(i + 1));
            wrong.add(word.substring(0, i) + word.substring(i + 1));
            wrong.add(word.substring(0, i) + word.charAt(i) + word.substring(i));
        }
        wrong.remove(word);
        return wrong;
    }

    /** Returns a word with one character replaced by one that sounds like it, together with the noun that it needs. */
    List<String> ofIdeographs(String word) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; word.length() > 1 && i < word.length(); i++) {
            for (char other : homophones.getOrDefault(word.charAt(i), "").toCharArray()) {
                for (String noun : NOUNS) {
                    wrong.add(word.substring(0, i) + other + word.substring(i + 1) + noun);
                }
            }
        }
        return wrong;
    }
}
