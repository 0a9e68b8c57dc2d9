package io.movieai.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Times two ways of doing a thing in turn, so that a machine whose speed drifts slows both alike. */
final class SideBySide {
    private SideBySide() {}

    /** One way of doing the thing. */
    @FunctionalInterface
    interface Work {
        void run();
    }

    /** Runs a, b, a, b …, {@code rounds} times each after one of each that does not count, and returns the seconds of each. */
    static double[][] run(int rounds, Work a, Work b) {
        a.run();
        b.run();
        double[][] seconds = new double[2][rounds];
        for (int i = 0; i < rounds; i++) {
            seconds[0][i] = time(a);
            seconds[1][i] = time(b);
        }
        return seconds;
    }

    private static double time(Work work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * Waits until threads of the side that ran last have stopped to spin for more work: they would take a core from the other
     * side, which nobody has who uses only one of the two.
     */
    static void settle() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the value that a share of the values does not exceed. */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** Prints cells as a row of a Markdown table. */
    static void row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : List.of(cells)) {
            String text = cell instanceof Double number ? format(number) : cell.toString();
            row.append(' ').append(text).append(" |");
        }
        System.out.println(row);
    }

    private static String format(double number) {
        double size = Math.abs(number);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 1 ? "%.2f" : "%.4f", number);
    }

    /** Returns how much memory of this process is resident, in MiB; 0 where the system does not say (it is Linux' /proc). */
    static long residentMiB() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Returns how much heap is in use after a collection, in MiB. */
    static long heapMiB() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
