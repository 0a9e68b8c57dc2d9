package io.movieai.recsys.data;

import java.nio.charset.StandardCharsets;

/** Reads decimal numbers from ASCII bytes without making objects in the usual case. */
final class Numbers {
    /** The most digits whose value a double holds exactly. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Numbers() {}

    /**
     * Returns the decimal number that the bytes write, correctly rounded, as in {@code -3.5} or {@code 8.8e8}; NaN if they
     * write none. Spaces around it are ignored.
     */
    static double parse(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        boolean negative = from < to && bytes[from] == '-';
        long digits = 0;
        int count = 0;
        int point = -1;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int c = bytes[i];
            if (c >= '0' && c <= '9') {
                digits = 10 * digits + (c - '0');
                count++;
                if (count > EXACT_DIGITS) {
                    return parseUnusual(bytes, from, to);
                }
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                return parseUnusual(bytes, from, to);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        // Both operands are exact, so the quotient is rounded once, as it should be.
        double value = point < 0 ? digits : digits / POWERS_OF_TEN[to - 1 - point];
        return negative ? -value : value;
    }

    private static double parseUnusual(byte[] bytes, int from, int to) {
        if (to - from > 64) {
            return Double.NaN;
        }
        for (int i = from; i < to; i++) {
            int c = bytes[i];
            // Keeps out what Double.parseDouble takes beyond decimals: NaN, Infinity, hexadecimals, a suffix d or f.
            if (!(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
