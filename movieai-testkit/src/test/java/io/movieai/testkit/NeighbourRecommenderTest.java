package io.movieai.testkit;

import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.UserId;
import java.util.List;
import java.util.Map;

class NeighbourRecommenderTest extends CandidateRecommenderContract {
    @Override
    protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
        return new NeighbourRecommender(rated);
    }
}
