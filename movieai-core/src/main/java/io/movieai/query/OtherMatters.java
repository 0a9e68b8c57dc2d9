package io.movieai.query;

import io.movieai.query.Signal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what in a request speaks of something other than films. The words are in {@code matters.tsv}. */
final class OtherMatters {
    private static final Pattern SUM = Pattern.compile(
            "[0-9]{1,9}(?:\\.[0-9]{1,6})? ?(?:[+*/×÷^=]|- |加|减|乘以?|除以|plus|minus|times) ?[0-9]{1,9}(?! ?(?:年|部|分|月|s))");
    /** 怎么 and a verb asks how to do something; 怎么样 and 怎么还 do not. */
    private static final Pattern HOW = Pattern.compile("(?<![不讲])怎么(?!样|回事|会|还|没|这么|那么|说呢|评价|了)[\\u3400-\\u9fff]");
    /** 把 and a verb is an order to do something to a thing. */
    private static final Pattern ORDER = Pattern.compile("把[^,.;!?]{1,12}?(?:打开|关|调|翻译|改|删|发给|设|修|洗|做|写|算|念|读)");
    /** What the program is. */
    private static final Pattern PROGRAM = Pattern.compile(
            "(?:真人|活人|人|机器人?|ai|程序|客服|人工)(?:还是|或者?是?|抑或)(?:真人|活人|人|机器人?|ai|程序|客服|人工|机器)(?!片|电影|的)"
                    + "|(?<![a-z])(?:human|person|man|bot|robot|machine|ai) or (?:an? )?(?:human|person|bot|robot|machine|ai)(?= *(?:[?.!,]|$))");
    /** A share of a number. */
    private static final Pattern SHARE = Pattern.compile("[0-9]{1,6} ?% ?(?:of|的|是)");
    /** Questions that films have no part in unless something else says so. */
    private static final Pattern QUESTION = Pattern.compile(
            "多久|多少(?!分)|几天|几个月|几岁|几次|怎么回事|该不该|应不应该|是否|何时|何地"
                    + "|^ *(?:how|what|where|when|why|who|which|should i|can i|can you|could you|do you|do i|does|did|is|are|will|would)(?:'s|'re)? "
                    + "(?!.{0,200}(?<![a-z])(?:good|worth|scary|about|like|have|got|any|ones?|it|else|next|more|another|others?|favou?rites?)(?![a-z]))[a-z].{2}");
    /** A question that ends in what something is. */
    private static final Pattern WHAT_IS = Pattern.compile("是(?:什么|啥|谁)(?:意思|东西|原理|人)?[?.!吗呢啊 ]*$");
    /** What follows a noun that describes a film rather than being asked for. */
    private static final Pattern DESCRIBES = Pattern.compile(
            "^(?:的|题材|主题|改编|类|电影|片|动画|为|背景|里|中的|故事|有关|相关|意|情|好听|多的|美|传记|人生|生涯|成长|界|圈|业|迷|员|家|城|展|味).*", Pattern.DOTALL);
    /** What follows an English noun that is asked for, and not part of a compound: a car, but not car chases. */
    private static final Pattern ASKED_FOR = Pattern.compile(
            "^(?: *$| *[,.!?;:)(]|s? ?(?:for|in|near|at|around|to|with|that|which|and|or|under|please|recommendation|recommendations|suggestions|suggestion|by|from|on|of|i|my|now|today|tonight|this|is|are|about|should|should i)(?![a-z])).*",
            Pattern.DOTALL);

    private static final Pattern SUBJECT = Pattern.compile(
            ".*(?:讲|关于|有关|改编自|描写|(?<![可所])以|题材|about|based on|set in|involving|featuring|adapted from)[^,.;!?]*",
            Pattern.DOTALL);
    /** What goes with watching, or when it is done: 边吃火锅边看, for a long flight; but not looking for a flight. */
    private static final Pattern COMPANY = Pattern.compile(
            ".*(?:边.{0,3}|配着?|吃着|喝着|听着) ?|.*(?<![a-z])(?<!looking |search |searching |asking |hunting |shopping |need )"
                    + "(?:for|on|during|before|after|at|in|while|with) (?:an?|the|my|our|this|that|your)(?: [a-z-]{1,12}){0,2} $",
            Pattern.DOTALL);

    /** Where one goes to learn or to work, which is what a film is watched for: a documentary for class. */
    private static final Pattern ON_DUTY = Pattern.compile(
            ".*(?<![a-z])(?<!looking |search |searching |asking |hunting |shopping |need )(?:for|at|in|after|before|during|from) (?:school|college|university|class|course|work|job)",
            Pattern.DOTALL);
    /** What a school tells somebody to watch: 学校布置看一部西部片. */
    private static final Pattern SCHOOL = Pattern.compile("学校|大学|课程|网课|幼儿园|公司|专业");

    private static final Pattern SETS = Pattern.compile("^(?:老师)?(?:里|让|叫|要求|布置|规定|安排|组织|推荐|放|作业).*", Pattern.DOTALL);

    private static final Pattern OF = Pattern.compile("[^,.;!?]*的.*|题材.*|故事.*", Pattern.DOTALL);
    private static final int CONTEXT = 24;

    private final Lexicon<What> lexicon;

    OtherMatters() {
        Lexicon.Builder<What> builder = new Lexicon.Builder<>();
        for (Vocabulary.Row row : Vocabulary.rows("matters.tsv", 2)) {
            What what = row.parse(() -> What.valueOf(row.cells().get(0).toUpperCase(Locale.ROOT)));
            row.phrases().forEach(phrase -> builder.add(phrase, what));
        }
        lexicon = builder.build();
    }

    private enum What {
        THING(Kind.OTHER_THING),
        MATTER(Kind.OTHER_MATTER),
        SUBJECT(Kind.OTHER_SUBJECT),
        WORK(Kind.TASK),
        GREETING(Kind.GREETING),
        INSTRUCTION(Kind.INSTRUCTION);

        private final Kind kind;

        What(Kind kind) {
            this.kind = kind;
        }
    }

    /** Returns the signals in the order of the text. */
    List<Signal> read(CharSequence text) {
        List<Signal> signals = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            Lexicon.Match<What> match = lexicon.longestAt(text, at);
            if (match == null) {
                at++;
                continue;
            }
            What what = match.meanings().get(0);
            boolean said = switch (what) {
                case THING -> isAskedFor(text, match.start(), match.end());
                case WORK, MATTER, SUBJECT -> !isSubject(text, match.start(), match.end());
                default -> true;
            };
            if (said) {
                signals.add(new Signal(new Span(match.start(), match.end()), what.kind));
            }
            at = match.end();
        }
        addAll(signals, SUM.matcher(text), Kind.TASK);
        addAll(signals, SHARE.matcher(text), Kind.TASK);
        addAll(signals, ORDER.matcher(text), Kind.TASK);
        addAll(signals, PROGRAM.matcher(text), Kind.OTHER_MATTER);
        addAll(signals, HOW.matcher(text), Kind.OTHER_MATTER);
        addAll(signals, WHAT_IS.matcher(text), Kind.OTHER_MATTER);
        addAll(signals, QUESTION.matcher(text), Kind.OTHER_SUBJECT);
        signals.removeIf(signal -> signal.kind() == Kind.OTHER_MATTER
                && isSubject(text, signal.span().start(), signal.span().end()));
        return signals;
    }

    private static void addAll(List<Signal> signals, Matcher matcher, Kind kind) {
        while (matcher.find()) {
            int start = matcher.start();
            int end = matcher.end();
            if (signals.stream()
                    .anyMatch(known ->
                            known.span().start() < end && start < known.span().end())) {
                continue;
            }
            signals.add(new Signal(new Span(matcher.start(), matcher.end()), kind));
        }
    }

    /** Returns whether a stretch is part of what a film is about: 讲黑客写代码的. */
    private static boolean isSubject(CharSequence text, int start, int end) {
        String before = text.subSequence(Math.max(0, start - CONTEXT), start).toString();
        String after =
                text.subSequence(end, Math.min(text.length(), end + CONTEXT)).toString();
        return SUBJECT.matcher(before).matches()
                && (RequestText.isLatin(text.charAt(start)) || OF.matcher(after).matches());
    }

    private static boolean isAskedFor(CharSequence text, int start, int end) {
        String after =
                text.subSequence(end, Math.min(text.length(), end + CONTEXT)).toString();
        String before = text.subSequence(Math.max(0, start - CONTEXT), start).toString();
        if (DESCRIBES.matcher(after).matches()
                || COMPANY.matcher(before).matches()
                || (SCHOOL.matcher(text.subSequence(start, end)).matches()
                        && SETS.matcher(after).matches())
                || ON_DUTY.matcher(before + text.subSequence(start, end)).matches()) {
            return false;
        }
        boolean latin = RequestText.isLatin(text.charAt(start));
        if (latin && !ASKED_FOR.matcher(after).matches()) {
            return false;
        }
        boolean subject = SUBJECT.matcher(before).matches();
        return !subject || (!latin && !after.contains("的") && before.endsWith("的"));
    }
}
