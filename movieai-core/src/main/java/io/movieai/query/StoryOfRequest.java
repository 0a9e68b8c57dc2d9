package io.movieai.query;

import io.movieai.query.NegationScope.Polarity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a request only reports from what it asks for: what was watched, or liked in former days, before something else is asked for
 * (昨天看了恐怖片，今天想看喜剧), and what was wished before people agreed (他要看战争片，最后决定看喜剧).
 */
final class StoryOfRequest {
    private static final int CONTEXT = 24;

    private static final Pattern WATCHED = Pattern.compile(
            "(?:昨天|昨晚|昨日|寻日|琴日|上周|前天|前几天|前两天|上次|上回|周末|刚刚?|刚才|才|白天|早上|下午|连着|一连)[^,.;!?]{0,6}(?:看|刷|追|补|睇|煲)(?:了|完了?|过了?|咗|的(?:都|全)?是)[^,.;!?想要]{0,14}$"
                    + "|(?:看|刷|睇|煲)(?:了|咗)(?:一|两|几|好几|三|四|五|太多|很多|好多|不少|一大)(?:堆|天|晚上|周|礼拜|个月|部|场)?(?:的)?$"
                    + "|(?<![a-z])(?:just |already )?(?:watched|saw|binged|had|finished|sat through)(?: [a-z-]+){0,4} $");

    private static final Pattern FORMERLY = Pattern.compile(
            "(?:以前|从前|小时候|年轻的?时候?|过去|原先|原来)[^,.;!?]{0,10}$"
                    + "|(?<![a-z])used to (?:[a-z]+ ){1,3}$|(?<![a-z])(?:when i was [^,.;!?]{0,12}|as a (?:kid|child|teenager) )i? ?(?:loved|liked|watched) $");

    private static final Pattern NOW =
            Pattern.compile("现在|如今|今天|今晚|眼下|(?<![a-z])(?:now|nowadays|these days|today|tonight|lately)(?![a-z])");
    private static final Pattern ASKED =
            Pattern.compile("[换改想要来求]|(?<![a-z])(?:want|need|fancy|after|give|show|time for|tonight)(?![a-z])");

    private static final Pattern SAME =
            Pattern.compile("也|还|再|又|继续|类似|同样|一样|more|another|similar|again|same|too(?![a-z])|also");

    private static final Pattern DECIDED = Pattern.compile(
            "最[后终](?:还是|就|我们|大家|一致|终于|终)*(?:决定|选|定|投票|商量|妥协)|后来(?:还是)?决定|商量(?:好了?|下来|来商量去|半天)[^,.;!?]{0,4}(?:决定|看)"
                    + "|(?<![a-z])(?:so |in the end |finally |eventually )?we(?:'ve| have)? (?:finally |eventually )?(?:settled|decided|agreed|compromised|landed) on");

    /** What is said of a film that is there already, where another one is asked for: 头一部定了，另一部想要…. */
    private static final Pattern CHOSEN = Pattern.compile(
            "(?:第一|头一|前一|其中一|有一|一)(?:部|个|场|片)[^.;!?]{0,16}?(?:选|定|挑|找|确定|决定|看|安排)(?:(?:好|定|下来|完|过)?了|好|定|妥)[^.;!?]{0,24}?(?=(?:第二|第三|另外?一?|还差一?|还缺一?|剩下的?[一那]?|还[要想]再?[要找来看]?一?|再[要来找看]一|下一)(?:部|个|场|片))"
                    + "|(?<![a-z])(?:(?:the )?first|one)(?: one| film| movie| of them)?(?: is| was|'s| has)?[^.;!?]{0,24}?(?<![a-z])(?:picked|chosen|chose|settled|decided|set|got|sorted|taken care of|done|already have)(?![a-z])[^.;!?]{0,48}?"
                    + "(?=(?<![a-z])(?:(?:the )?(?:second|other)|another|(?:the )?next)(?: one| film| movie)?(?![a-z]))"
                    + "|(?<![a-z])(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:already |just )?(?:picked|chosen|chose|got|have|settled on) [^.;!?]{0,48}?(?:for|as) (?:the )?(?:first|one)(?: one| film| movie)?[^.;!?]{0,24}?"
                    + "(?=(?<![a-z])(?:(?:the )?(?:second|other)|another|(?:the )?next)(?: one| film| movie)?(?![a-z]))");

    private final MarkedText marked;
    private final List<Polarity> polarities;
    /** Where it is said what was agreed on, or 0. */
    private final int decision;
    /** Where what is said of a film that is chosen already starts and ends; both 0 if there is none. */
    private final int chosenFrom;

    private final int chosenTo;

    StoryOfRequest(MarkedText marked, List<Polarity> polarities) {
        this.marked = marked;
        this.polarities = polarities;
        Matcher decided = DECIDED.matcher(marked.text());
        this.decision = decided.find() && wantsGenreFrom(decided.end()) ? decided.start() : 0;
        Matcher chosen = CHOSEN.matcher(marked.text());
        boolean found = chosen.find();
        this.chosenFrom = found ? chosen.start() : 0;
        this.chosenTo = found ? chosen.end() : 0;
    }

    /** Returns whether this is said of a film that is there already and not of the one that is asked for. */
    boolean isOfChosen(int index) {
        Mark mark = marked.marks().get(index);
        return chosenFrom <= mark.start() && mark.end() <= chosenTo;
    }

    /** Returns whether a wanted genre is one that was watched, or wished before something else was agreed on. */
    boolean isTold(int index) {
        return isSettled(index) || isOfChosen(index) || isWatched(index);
    }

    /** Returns whether what is said of this stands before what was agreed on. */
    boolean isSettled(int index) {
        return marked.marks().get(index).end() <= decision;
    }

    private boolean isWatched(int index) {
        Mark mark = marked.marks().get(index);
        String before = marked.between(Math.max(0, mark.start() - CONTEXT), mark.start());
        boolean watched = WATCHED.matcher(before).find();
        if (!watched && !FORMERLY.matcher(before).find()) {
            return false;
        }
        for (int i = index + 1; i < marked.marks().size(); i++) {
            Mark later = marked.marks().get(i);
            if (polarities.get(i) == Polarity.WANTED
                    && later.meanings().get(0) instanceof Target.Genres
                    && marked.clauseEnds(mark.end(), later.start())) {
                String between = marked.between(mark.end(), later.start());
                return !later.meanings().equals(mark.meanings())
                        && (watched ? ASKED : NOW).matcher(between).find()
                        && !SAME.matcher(between).find();
            }
        }
        return false;
    }

    private boolean wantsGenreFrom(int place) {
        for (int i = marked.firstFrom(place); i < marked.marks().size(); i++) {
            if (polarities.get(i) == Polarity.WANTED
                    && marked.marks().get(i).meanings().get(0) instanceof Target.Genres) {
                return true;
            }
        }
        return false;
    }
}
