package io.movieai.conversation;

import java.util.List;

/** Numbers that count in a list: 2, 二, 十二, second, 2nd, two. */
final class Ordinals {
    private static final String DIGITS = "一二三四五六七八九";
    private static final List<String> NTH =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final List<String> CARDINALS = List.of("one", "two", "three", "four", "five");

    private Ordinals() {}

    /** Returns the number, or 0 if the text is none. */
    static int parse(String number) {
        if (NTH.contains(number)) {
            return NTH.indexOf(number) + 1;
        }
        if (CARDINALS.contains(number)) {
            return CARDINALS.indexOf(number) + 1;
        }
        if (Character.isDigit(number.charAt(0))) {
            return Integer.parseInt(number.replaceAll("[a-z]", ""));
        }
        int ten = number.indexOf('十');
        String ones = number.substring(ten + 1);
        int tens = ten < 0 ? 0 : ten == 0 ? 1 : digit(number.substring(0, ten));
        return 10 * tens + digit(ones);
    }

    private static int digit(String text) {
        String digit = text.equals("两") ? "二" : text;
        return digit.length() == 1 ? DIGITS.indexOf(digit) + 1 : 0;
    }
}
