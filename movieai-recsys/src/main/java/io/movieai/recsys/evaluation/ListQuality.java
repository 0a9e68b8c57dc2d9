package io.movieai.recsys.evaluation;

import io.movieai.recsys.dataset.InteractionMatrix;
import java.util.Arrays;

/**
 * What lists are like apart from their hits, at a cut-off. Definitions as in RecBole 1.2 where it has them.
 *
 * @param itemCoverage different items in the lists divided by all items, from 0 to 1
 * @param averagePopularity the mean over users of the mean number of training interactions of a listed item
 * @param giniIndex how unequally the places in the lists fall to the items, from 0 (evenly) to 1
 * @param shannonEntropy of the distribution of the places over the listed items, in nats
 * @param diversity the mean over users of 1 minus the mean cosine between the training users of two listed items, from 0 to 1
 */
public record ListQuality(
        double itemCoverage, double averagePopularity, double giniIndex, double shannonEntropy, double diversity) {
    /** Measures the first {@code k} items of each list against the interactions of the training set. */
    public static ListQuality of(RankedLists lists, int k, InteractionMatrix train) {
        int items = train.columnCount();
        int[] popularity = train.columnSizes();
        InteractionMatrix byItem = train.transpose();
        long[] places = new long[items];
        long allPlaces = 0;
        double popularities = 0;
        double diversities = 0;
        int users = lists.lists().length;
        double[] sumOfUnits = new double[train.rowCount()];
        for (int[] list : lists.lists()) {
            int n = Math.min(k, list.length);
            double sum = 0;
            for (int rank = 0; rank < n; rank++) {
                places[list[rank]]++;
                sum += popularity[list[rank]];
            }
            allPlaces += n;
            popularities += n == 0 ? 0 : sum / n;
            diversities += diversity(list, n, byItem, sumOfUnits);
        }
        return new ListQuality(
                (double) Arrays.stream(places).filter(count -> count > 0).count() / items,
                popularities / users,
                gini(places, allPlaces),
                entropy(places, allPlaces),
                diversities / users);
    }

    /**
     * Returns 1 less the mean cosine between two items of a list, as sets of users. The cosines of all pairs add up to half of
     * what the squared length of the sum of the unit vectors has above their number, which takes no pairs to compute.
     *
     * @param sum room for a number for each user, all 0; left so
     */
    private static double diversity(int[] list, int n, InteractionMatrix byItem, double[] sum) {
        if (n < 2) {
            return 0;
        }
        double squares = 0;
        int units = 0;
        for (int rank = 0; rank < n; rank++) {
            int item = list[rank];
            double length = Math.sqrt(byItem.rowSize(item));
            units += length > 0 ? 1 : 0;
            for (int e = byItem.start(item); e < byItem.start(item + 1); e++) {
                double before = sum[byItem.column(e)];
                double after = before + 1 / length;
                squares += after * after - before * before;
                sum[byItem.column(e)] = after;
            }
        }
        for (int rank = 0; rank < n; rank++) {
            for (int e = byItem.start(list[rank]); e < byItem.start(list[rank] + 1); e++) {
                sum[byItem.column(e)] = 0;
            }
        }
        double similarity = Math.max(0, squares - units) / 2;
        return 1 - similarity / (n * (n - 1) / 2.0);
    }

    private static double gini(long[] places, long allPlaces) {
        long[] sorted = places.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        return allPlaces == 0 ? 0 : sum / ((double) sorted.length * allPlaces);
    }

    private static double entropy(long[] places, long allPlaces) {
        double entropy = 0;
        for (long count : places) {
            if (count > 0) {
                double share = (double) count / allPlaces;
                entropy -= share * Math.log(share);
            }
        }
        return entropy;
    }
}
