package io.movieai.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * The one folding that texts go through before they are compared by their words: what looks or reads the same to somebody
 * who searches becomes the same.
 *
 * <p>A folded text is in compatibility form (Unicode NFKC, so that full-width and half-width forms, ligatures and
 * superscripts become plain), in lower case without regard to a locale, in simplified characters ({@link
 * SimplifiedFolding}), and without
 *
 * <ul>
 *   <li>accents: the combining marks of the blocks Combining Diacritical Marks, their Extended and Supplement, and those for
 *       Symbols; marks that make another letter, such as the voicing marks of kana, stay;
 *   <li>letters that are Latin letters with a stroke or tied together: ø is o, ł is l, đ and ð are d, ı is i, ß is ss, æ is ae,
 *       œ is oe, þ is th; the Greek final sigma is a sigma;
 *   <li>invisible format characters: soft hyphens, zero-width spaces and joiners, marks of direction, variation selectors;
 *   <li>halves of surrogate pairs, in whose place stands U+FFFD.
 * </ul>
 *
 * <p>Folding a folded text changes nothing.
 */
public final class TextFolding {
    private TextFolding() {}

    /** Returns the folded text. */
    public static String fold(String text) {
        Folder folder = new Folder(text, false);
        folder.run();
        return folder.folded.toString();
    }

    /** Returns the folded text with the positions in the original that its characters came from. */
    public static FoldedText foldWithOffsets(String text) {
        Folder folder = new Folder(text, true);
        folder.run();
        int length = folder.folded.length();
        return new FoldedText(
                folder.folded.toString(),
                text.length(),
                Arrays.copyOf(folder.starts, length),
                Arrays.copyOf(folder.ends, length));
    }

    /** Folds a text in clusters, each a character with the marks that may combine with it. */
    private static final class Folder {
        private final String text;
        private final StringBuilder folded;
        private final boolean tracing;
        private int[] starts;
        private int[] ends;

        Folder(String text, boolean tracing) {
            this.text = text;
            this.tracing = tracing;
            folded = new StringBuilder(text.length());
            starts = new int[tracing ? text.length() : 0];
            ends = new int[starts.length];
        }

        void run() {
            int at = 0;
            while (at < text.length()) {
                int end = at + Character.charCount(text.codePointAt(at));
                while (end < text.length() && mayCombine(text.codePointAt(end))) {
                    end += Character.charCount(text.codePointAt(end));
                }
                char first = text.charAt(at);
                if (end == at + 1 && first < 0x80) {
                    add(Character.toLowerCase(first), at, end);
                } else if (end == at + 1 && isPlainIdeograph(first)) {
                    add(first, at, end);
                } else {
                    addCluster(at, end);
                }
                at = end;
            }
        }

        private void addCluster(int start, int end) {
            String cluster = text.substring(start, end);
            String lower = mapped(Normalizer.normalize(cluster, Normalizer.Form.NFKC), Folder::lowerCase);
            String bare = mapped(Normalizer.normalize(lower, Normalizer.Form.NFD), Folder::plain);
            String composed = Normalizer.normalize(bare, Normalizer.Form.NFKC);
            for (int i = 0; i < composed.length(); i++) {
                add(composed.charAt(i), start, end);
            }
        }

        private void add(char c, int start, int end) {
            if (tracing) {
                int at = folded.length();
                if (at == starts.length) {
                    starts = Arrays.copyOf(starts, at + (at >> 1) + 16);
                    ends = Arrays.copyOf(ends, starts.length);
                }
                starts[at] = start;
                ends[at] = end;
            }
            // Twice, for the simplified forms of 薴 and 鏇 have simplified forms themselves.
            folded.append(SimplifiedFolding.fold(SimplifiedFolding.fold(c)));
        }

        @FunctionalInterface
        private interface Mapping {
            void append(int character, StringBuilder target);
        }

        private static String mapped(String text, Mapping mapping) {
            StringBuilder target = new StringBuilder(text.length() + 2);
            text.codePoints().forEach(character -> mapping.append(character, target));
            return target.toString();
        }

        private static void lowerCase(int character, StringBuilder target) {
            target.appendCodePoint(Character.toLowerCase(character));
        }

        /** Appends a character of a decomposed text in lower case, unless it is an accent or invisible. */
        private static void plain(int character, StringBuilder target) {
            switch (character) {
                case 'ß' -> target.append("ss");
                case 'æ' -> target.append("ae");
                case 'œ' -> target.append("oe");
                case 'þ' -> target.append("th");
                case 'ø' -> target.append('o');
                case 'ł' -> target.append('l');
                case 'đ', 'ð' -> target.append('d');
                case 'ı' -> target.append('i');
                case 'ς' -> target.append('σ');
                default -> {
                    if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                        target.append('\ufffd');
                    } else if (!isAccent(character)
                            && !isVariationSelector(character)
                            && Character.getType(character) != Character.FORMAT) {
                        target.appendCodePoint(character);
                    }
                }
            }
        }

        private static boolean isPlainIdeograph(char c) {
            return c >= '\u4e00' && c <= '\u9fff';
        }

        private static boolean isAccent(int character) {
            return (character >= 0x0300 && character <= 0x036f)
                    || (character >= 0x1ab0 && character <= 0x1aff)
                    || (character >= 0x1dc0 && character <= 0x1dff)
                    || (character >= 0x20d0 && character <= 0x20ff);
        }

        private static boolean isVariationSelector(int character) {
            return (character >= 0xfe00 && character <= 0xfe0f) || (character >= 0xe0100 && character <= 0xe01ef);
        }

        /** Whether normalization may join a character to what stands before it. */
        private static boolean mayCombine(int character) {
            if (character < 0x0300) {
                return false;
            }
            return switch (Character.getType(character)) {
                case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                default -> isVowelOrFinal(character) || character == 0xff9e || character == 0xff9f;
            };
        }

        /** Whether a character is a medial or final Hangul letter in one of its three forms. */
        private static boolean isVowelOrFinal(int character) {
            return (character >= 0x1160 && character <= 0x11ff)
                    || (character >= 0x314f && character <= 0x3163)
                    || (character >= 0xffc2 && character <= 0xffdc);
        }
    }
}
