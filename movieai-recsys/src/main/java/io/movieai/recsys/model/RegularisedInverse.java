package io.movieai.recsys.model;

import io.movieai.recsys.parallel.WorkerPool;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_MT_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Computes {@code (AᵀA + λI)^-1} for a sparse matrix A of users and items.
 *
 * <p>Only the smaller of AᵀA and AAᵀ is factorised: with fewer users than items, the identity of Woodbury gives {@code (I − Aᵀ
 * (AAᵀ + λI)^-1 A) / λ}, and the two products with A are sparse.
 */
final class RegularisedInverse {
    /** 20,000 squared doubles are 3.2 GB, and there are two such matrices at a time. */
    private static final int MAX_ORDER = 20_000;

    private RegularisedInverse() {}

    static double[][] of(ScaledMatrix a, double lambda, WorkerPool pool) {
        if (a.columns() > MAX_ORDER) {
            throw new IllegalArgumentException("items: expected at most " + MAX_ORDER
                    + " for a dense matrix of similarities, found " + a.columns()
                    + "; filter rare items or take ItemKNN or iALS");
        }
        ScaledMatrix transposed = a.transpose();
        if (a.rows() >= a.columns()) {
            return invert(gram(transposed, a, lambda, pool));
        }
        double[][] small = invert(gram(a, transposed, lambda, pool));
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
                    product[column[e + 3]]);
        }
        for (; e < end; e++) {
            Vectors.addScaled(row, factor * value[e], product[column[e]]);
        }
        row[j] += 1 / lambda;
        return row;
    }

    private static double[][] invert(double[][] matrix) {
        int n = matrix.length;
        DMatrixRMaj dense = new DMatrixRMaj(matrix);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_MT_DDRM.symmPosDef(n);
        if (!solver.setA(dense)) {
            throw new ArithmeticException(
                    "Cholesky: expected a positive definite matrix of order " + n
                            + ", found another; the interactions or weights are not finite, or the regularisation is too small");
        }
        DMatrixRMaj inverse = new DMatrixRMaj(n, n);
        solver.invert(inverse);
        double[][] rows = new double[n][n];
        for (int r = 0; r < n; r++) {
            System.arraycopy(inverse.data, r * n, rows[r], 0, n);
        }
        return rows;
    }
}
