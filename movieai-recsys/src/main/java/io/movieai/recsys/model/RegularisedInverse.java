package io.movieai.recsys.model;

import io.movieai.recsys.parallel.WorkerPool;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_MT_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Computes {@code (AᵀA + λI)^-1} for a sparse matrix A of users and items.
 *
 * <p>Only the smaller of AᵀA and AAᵀ is factorised: with fewer users than items, the identity of Woodbury gives {@code (I − Aᵀ
 * (AAᵀ + λI)^-1 A) / λ}, and the two products with A are sparse.
 */
final class RegularisedInverse {
    /** 20,000 squared doubles are 3.2 GB, and there are two such matrices at a time. */
    private static final int MAX_ORDER = 20_000;

    /** Columns of the inverted factor that are computed together. */
    private static final int COLUMNS_PER_SHARD = 64;
    /** Rows of a product that are computed together, so that what they add is read once from the cache. */
    private static final int ROWS_PER_SHARD = 16;

    private RegularisedInverse() {}

    static double[][] of(ScaledMatrix a, double lambda, WorkerPool pool) {
        if (a.columns() > MAX_ORDER) {
            throw new IllegalArgumentException("items: expected at most " + MAX_ORDER
                    + " for a dense matrix of similarities, found " + a.columns()
                    + "; filter rare items or take ItemKNN or iALS");
        }
        ScaledMatrix transposed = a.transpose();
        if (a.rows() >= a.columns()) {
            return invert(gram(transposed, a, lambda, pool), pool);
        }
        double[][] small = invert(gram(a, transposed, lambda, pool), pool);
        int columns = a.columns();
        double[][] product = new double[a.rows()][];
        pool.run(a.rows(), u -> product[u] = timesSparse(small[u], a));
        double[][] inverse = new double[columns][];
        pool.run(columns, j -> inverse[j] = woodburyRow(j, transposed, product, lambda, columns));
        return inverse;
    }

    private static double[][] gram(ScaledMatrix a, ScaledMatrix transposed, double lambda, WorkerPool pool) {
        double[][] gram = new double[a.rows()][];
        pool.run(a.rows(), r -> {
            double[] row = a.gramRow(r, transposed);
            row[r] += lambda;
            gram[r] = row;
        });
        return gram;
    }

    private static double[] timesSparse(double[] row, ScaledMatrix a) {
        double[] product = new double[a.columns()];
        int[] start = a.start();
        int[] column = a.column();
        double[] value = a.value();
        for (int v = 0; v < row.length; v++) {
            double factor = row[v];
            for (int e = start[v]; e < start[v + 1]; e++) {
                product[column[e]] += factor * value[e];
            }
        }
        return product;
    }

    private static double[] woodburyRow(
            int j, ScaledMatrix transposed, double[][] product, double lambda, int columns) {
        double[] row = new double[columns];
        int[] column = transposed.column();
        double[] value = transposed.value();
        double factor = -1 / lambda;
        int e = transposed.start()[j];
        int end = transposed.start()[j + 1];
        for (; e + 3 < end; e += 4) {
            Vectors.addScaled4(
                    row,
                    factor * value[e],
                    product[column[e]],
                    factor * value[e + 1],
                    product[column[e + 1]],
                    factor * value[e + 2],
                    product[column[e + 2]],
                    factor * value[e + 3],
                    product[column[e + 3]],
                    0,
                    columns);
        }
        for (; e < end; e++) {
            Vectors.addScaled(row, factor * value[e], product[column[e]], 0, columns);
        }
        row[j] += 1 / lambda;
        return row;
    }

    /**
     * Inverts by the Cholesky factor, {@code A^-1 = L^-T L^-1}: a sixth of n³ multiplications each for the inverse of L and for
     * the product, both in rows.
     */
    private static double[][] invert(double[][] matrix, WorkerPool pool) {
        int n = matrix.length;
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_MT_DDRM.chol(n, true);
        if (!cholesky.decompose(new DMatrixRMaj(matrix))) {
            throw new ArithmeticException(
                    "Cholesky: expected a positive definite matrix of order " + n
                            + ", found another; the interactions or weights are not finite, or the regularisation is too small");
        }
        double[] factor = cholesky.getT(null).data;
        double[][] inverted = new double[n][n];
        pool.run(
                (n + COLUMNS_PER_SHARD - 1) / COLUMNS_PER_SHARD,
                shard -> invertFactor(factor, inverted, shard * COLUMNS_PER_SHARD));
        double[][] inverse = new double[n][n];
        pool.run(
                (n + ROWS_PER_SHARD - 1) / ROWS_PER_SHARD,
                shard -> timesTransposed(inverted, inverse, shard * ROWS_PER_SHARD));
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < r; c++) {
                inverse[c][r] = inverse[r][c];
            }
        }
        return inverse;
    }

    /** Solves {@code L M = I} for some columns of M, from above. */
    private static void invertFactor(double[] factor, double[][] inverted, int from) {
        int n = inverted.length;
        int to = Math.min(n, from + COLUMNS_PER_SHARD);
        for (int r = from; r < n; r++) {
            double[] row = inverted[r];
            int l = r * n;
            int k = from;
            for (; k + 3 < r; k += 4) {
                Vectors.addScaled4(
                        row,
                        factor[l + k],
                        inverted[k],
                        factor[l + k + 1],
                        inverted[k + 1],
                        factor[l + k + 2],
                        inverted[k + 2],
                        factor[l + k + 3],
                        inverted[k + 3],
                        from,
                        to);
            }
            for (; k < r; k++) {
                Vectors.addScaled(row, factor[l + k], inverted[k], from, to);
            }
            double diagonal = factor[l + r];
            for (int c = from; c < to; c++) {
                row[c] /= -diagonal;
            }
            if (r < to) {
                row[r] += 1 / diagonal;
            }
        }
    }

    /** Computes some rows of the lower triangle of {@code MᵀM} for a lower triangular M. */
    private static void timesTransposed(double[][] m, double[][] product, int from) {
        int n = m.length;
        int to = Math.min(n, from + ROWS_PER_SHARD);
        int r = from;
        for (; r + 3 < n; r += 4) {
            for (int i = from; i < to; i++) {
                Vectors.addScaled4(
                        product[i],
                        m[r][i],
                        m[r],
                        m[r + 1][i],
                        m[r + 1],
                        m[r + 2][i],
                        m[r + 2],
                        m[r + 3][i],
                        m[r + 3],
                        0,
                        i + 1);
            }
        }
        for (; r < n; r++) {
            for (int i = from; i < to; i++) {
                Vectors.addScaled(product[i], m[r][i], m[r], 0, i + 1);
            }
        }
    }
}
