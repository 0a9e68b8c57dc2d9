package io.movieai.query;

/** Reads whole numbers written in ASCII digits, in Chinese numerals (二十三, 一九九四, 两千), or in both (2千). */
final class ChineseNumerals {
    private static final String DIGITS = "〇零一二三四五六七八九";

    private ChineseNumerals() {}

    /** Returns whether a character may stand in a number. */
    static boolean isNumeral(char c) {
        return RequestText.isDigit(c) || digit(c) >= 0 || unit(c) > 0;
    }

    /** Returns the value of a numeral that stands for one digit, or -1: 零 is 0, 两 is 2. */
    static int digit(char c) {
        if (RequestText.isDigit(c)) {
            return c - '0';
        }
        if (c == '两') {
            return 2;
        }
        int index = DIGITS.indexOf(c);
        return index < 0 ? -1 : Math.max(0, index - 1);
    }

    private static int unit(char c) {
        return switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1000;
            default -> 0;
        };
    }

    /**
     * Returns the number that the text stands for, or -1 where it is not one number below a million: a row of digits is
     * read digit by digit (九五 is 95), units as units (八十 is 80).
     */
    static int parse(CharSequence text) {
        int length = text.length();
        if (length == 0 || length > 9) {
            return -1;
        }
        boolean units = false;
        for (int i = 0; i < length; i++) {
            units |= unit(text.charAt(i)) > 0;
        }
        return units ? parseUnits(text) : parseDigits(text);
    }

    private static int parseDigits(CharSequence text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0 || i >= 6) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int parseUnits(CharSequence text) {
        int total = 0;
        int pending = -1;
        int lastUnit = Integer.MAX_VALUE;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = digit(c);
            if (digit >= 0) {
                boolean ascii = RequestText.isDigit(c);
                if (pending > 0 && !ascii) {
                    return -1;
                }
                pending = pending > 0 ? pending * 10 + digit : digit;
                continue;
            }
            int unit = unit(c);
            if (unit == 0 || unit >= lastUnit) {
                return -1;
            }
            total += (pending > 0 ? pending : 1) * unit;
            pending = -1;
            lastUnit = unit;
        }
        return total + Math.max(pending, 0);
    }
}
