package io.movieai.recsys;

import io.movieai.recsys.data.TokenIndex;
import io.movieai.recsys.dataset.DuplicatePolicy;
import io.movieai.recsys.dataset.Interactions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.dataset.SplitSettings;
import io.movieai.recsys.dataset.Splitter;
import java.util.Random;

/** Small interactions of users with a taste: users and items belong to groups, and mostly meet within them. */
public final class GeneratedInteractions {
    private GeneratedInteractions() {}

    /** Returns interactions of users {@code u0, u1, …} with items {@code i0, i1, …}; every user has at least 5. */
    public static Interactions of(int users, int items, long seed) {
        Random random = new Random(seed);
        Interactions.Builder builder = Interactions.builder(new TokenIndex(), new TokenIndex());
        for (int i = 0; i < items; i++) {
            builder.add("u" + i % users, "i" + i, 3, i);
        }
        for (int u = 0; u < users; u++) {
            int size = 5 + random.nextInt(items / 4);
            for (int n = 0; n < size; n++) {
                int item = random.nextInt(items);
                if (random.nextInt(5) > 0) {
                    item = item / 4 * 4 + u % 4;
                }
                builder.add("u" + u, "i" + Math.min(item, items - 1), 1 + random.nextInt(5), 1000L + n);
            }
        }
        return builder.build(DuplicatePolicy.KEEP_LAST);
    }

    /** Returns a split of such interactions. */
    public static Split split(int users, int items, long seed) {
        return new Splitter(SplitSettings.DEFAULT).split(of(users, items, seed), seed);
    }
}
