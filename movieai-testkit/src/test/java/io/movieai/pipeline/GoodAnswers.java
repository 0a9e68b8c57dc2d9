package io.movieai.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Answers as a language model writes them that keeps to its rules, about the films of {@link GroundedCatalog}. */
final class GoodAnswers {
    /**
     * @param request what was asked
     * @param text the answer, with numbers for films
     */
    record Answer(String request, String text) {}

    private static final String ZH = "推荐九十年代的科幻片";
    private static final String EN = "recommend science fiction films from the 90s";

    private static final List<String> CHINESE = List.of(
            "如果你喜欢烧脑的设定，首先推荐[1]。程序员发现世界只是机器造出来的幻象，从此踏上反抗之路，动作场面也很精彩。",
            "按你的要求，我从九十年代的科幻片里挑了几部。\n\n[2]安静而深沉：科学家收到来自织女星的信号，要决定谁去赴约。\n\n[3]则更紧张，一个囚犯被送回过去，追查毁灭人类的病毒。",
            "1. [1]：动作与哲思并重，观众评分 4.2/5。\n2. [2]：更偏剧情，适合想静下心来看的夜晚。\n3. [3]：节奏紧凑，悬念一直保持到最后。",
            "想要轻松一点，可以从[4]看起；想要深思，就看[5]。两部都是1997年上映的。",
            "为什么选[1]？因为它评分最高，类型也正好是科幻。它讲的是一个普通人成为英雄的故事。",
            "这几部里，[1]的评分是 4.2，[5]是 4.1，[3]是 4.0，都不低。",
            "[1]（1999）是其中最晚的一部，[3]（1995年）最早。",
            "基努·里维斯主演的[1]把“虚拟现实”这个题材拍得惊心动魄，“什么是真实”是贯穿全片的问题。",
            "朱迪·福斯特在[2]里演一位科学家。影片没有把外星生物拍成怪物，而是把重点放在信仰与理性上。",
            "特瑞·吉列姆导演的[3]风格独特，布鲁斯·威利斯的表演也让人印象深刻。",
            "- [1]：动作、科幻\n- [2]：剧情、科幻\n- [3]：科幻、惊悚",
            "**[1]**：世界观完整，打斗漂亮。\n**[5]**：基因决定命运的社会里，一个人不肯认命。",
            "**推荐理由**：[5]冷静克制，[2]温暖辽阔。\n**观影建议**：先看[5]，再看[2]。",
            "如果只看一部，就看[1]吧！它的节奏像赛车一样快，却从不混乱。",
            "没有完全符合的影片，放宽了年份。放宽之后，[4]和[5]比较接近你的要求。",
            "在科幻片里，[5]的气质很特别：它几乎没有特效，却让人相信未来就是这样。看完之后也许会觉得，人生如此美丽。",
            "首先是[1]，其次是[3]，最后是[4]。三部的共同点是都有很强的想象力。",
            "[4]热闹、明亮，充满了奇思妙想；出租车司机阴差阳错地要拯救世界。",
            "你说喜欢九十年代的科幻片，那么[1]、[2]、[3]都值得一看，其中[2]最适合和家人一起看。",
            "主角尼奥（Neo）跟随墨菲斯反抗机器，这样的故事放在今天看也不过时，所以我把[1]放在第一位。",
            "想看“人与命运”的主题，选[5]；想看“人与机器”的主题，选[1]。",
            "祝你观影愉快！如果看完[3]还想要别的类型，可以告诉我，例如喜剧或者爱情片。",
            "评分最高的是[1]（4.2/5），最低的是[2]（3.8/5），差别并不大，按心情选就好。",
            "①[1]：看动作。\n②[2]：看情怀。\n③[3]：看悬念。",
            "[1]，4.2 分；[2]，3.8 分。前者热血，后者沉静，各有各的好。",
            "这部[5]由一位想去太空的年轻人开始：他借用别人的身份，一步步接近梦想。令人怦然心动的，是他从不回头。");

    private static final List<String> ENGLISH = List.of(
            "Start with [1]. A programmer learns that his world is an illusion made by machines, and the action never lets up.",
            "For a quieter evening, [2] is the better choice: a scientist receives a signal from the stars and has to decide who goes.",
            "1. [1]: action and ideas in equal measure, rated 4.2/5.\n2. [2]: closer to drama.\n3. [3]: tense to the end.",
            "If you like puzzles, try [3]. A prisoner is sent back in time to find out where a deadly virus came from.",
            "[4] is loud, bright and full of ideas. Korben Dallas, a cab driver in New York, has to save the world.",
            "[5] is cool and restrained: Vincent takes on the identity of Jerome, in a society ruled by genes.",
            "Directed by Terry Gilliam, [3] (1995) mixes Sci-Fi and Thriller, and Bruce Willis is very good in it.",
            "Keanu Reeves plays a hacker in [1]; Laurence Fishburne is his guide.",
            "Why [1]? It is the highest rated of the five, and it suits your wish for science fiction from the 90s.",
            "Both [2] and [5] came out in 1997. The first is warm; the second is cold.",
            "Here are my picks:\n\n- [1]: for the action\n- [2]: for the wonder\n- [5]: for the ideas\n\nEnjoy your evening!",
            "**[1]**: a hero's journey with style.\n**[3]**: a race against time.",
            "**Why it fits**: [5] asks what makes us human. **Best for**: a rainy night.",
            "My top pick is [1]. It has speed, heat and a big heart, and it is a lot of fun.",
            "You asked for something from the 90s, so I left out older films. [4] comes closest to an adventure.",
            "No film fits all of your wishes, so the years were relaxed. Even so, [2] is well worth it.",
            "Its question is a simple one: \"What is real?\" That is why [1] still feels fresh today.",
            "Jodie Foster carries [2] with quiet strength. It is rated 3.8/5 by 100 viewers.",
            "Of the five, [1], [3] and [4] are the most exciting; [2] and [5] give you more to think about.",
            "First, watch [1]. Then, if you want to slow down, go on with [5].",
            "[3] is the darkest of them, e.g. in how it treats memory. Mr. Willis has rarely been better!",
            "It depends on your mood: [4] for laughs, [5] for ideas, [1] for both.",
            "Lana Wachowski and Lilly Wachowski directed [1] in 1999, and it has lost nothing since.",
            "In the end, [2] is about faith and science, and how the two might meet.",
            "Would you rather have something lighter? Tell me, and I will look for comedies. Otherwise, [4] it is.");

    static final List<Answer> ALL = all();

    private GoodAnswers() {}

    private static List<Answer> all() {
        List<Answer> answers = new ArrayList<>();
        CHINESE.forEach(text -> answers.add(new Answer(ZH, text)));
        ENGLISH.forEach(text -> answers.add(new Answer(EN, text)));
        return List.copyOf(answers);
    }
}
