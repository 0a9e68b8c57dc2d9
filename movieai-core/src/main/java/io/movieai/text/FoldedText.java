package io.movieai.text;

/**
 * A folded text with the way back: which stretch of the original each stretch of it came from. Immutable.
 *
 * <p>All positions are indexes of UTF-16 units.
 */
public final class FoldedText {
    private final String text;
    private final int originalLength;
    private final int[] starts;
    private final int[] ends;

    /** Unit {@code i} of the text came from the original's units {@code starts[i]} to {@code ends[i]}, exclusive. */
    FoldedText(String text, int originalLength, int[] starts, int[] ends) {
        this.text = text;
        this.originalLength = originalLength;
        this.starts = starts;
        this.ends = ends;
    }

    /** Returns the folded text. */
    public String text() {
        return text;
    }

    /**
     * Returns where in the original a stretch starts that starts here in the folded text.
     *
     * @param start position in the folded text, 0 to its length
     * @return position in the original; its length for the end of the folded text
     * @throws IndexOutOfBoundsException if {@code start} is not such a position
     */
    public int originalStart(int start) {
        return start == starts.length ? originalLength : starts[start];
    }

    /**
     * Returns where in the original a stretch ends that ends here in the folded text.
     *
     * @param end position in the folded text, behind the stretch, 0 to its length
     * @return position in the original, behind the last character that the stretch came from; 0 for the beginning
     * @throws IndexOutOfBoundsException if {@code end} is not such a position
     */
    public int originalEnd(int end) {
        return end == 0 ? 0 : ends[end - 1];
    }

    @Override
    public String toString() {
        return text;
    }
}
