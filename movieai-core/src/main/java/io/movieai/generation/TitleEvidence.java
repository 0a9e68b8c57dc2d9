package io.movieai.generation;

import io.movieai.generation.GivenFilms.Name;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges whether words of an answer are meant as the title of a film, where no title marks say so. Many titles are ordinary
 * words ("It", "Heat", 英雄), so short and common ones take evidence on both sides of them; long ones are titles wherever they
 * stand.
 */
final class TitleEvidence {
    /** How many ideographs a title has that is hardly anything else. */
    private static final int TELLING_IDEOGRAPHS = 4;

    private static final Pattern LATIN_WORD = Pattern.compile("[\\p{IsLatin}\\p{N}][\\p{IsLatin}\\p{N}'’.-]*");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern SMALL =
            Pattern.compile("(?i)(?:of|the|and|in|an?|to|for|at|on|from|with|by|or|de|la|le|vs\\.?|&)");

    /** Phrases of everyday prose that films are called by too. */
    private static final Set<String> IDIOMS = Set.of(
            "怦然心动", "美丽人生", "一见钟情", "生死时速", "勇敢的心", "天生一对", "心花怒放", "真实谎言", "时光倒流", "惊声尖叫", "死亡诗社", "末日危机", "真心英雄",
            "心灵捕手", "人工智能", "星球大战", "犯罪现场", "浴血奋战", "黑色幽默", "爱情故事", "自由世界", "与狼共舞", "一生一世", "完美世界", "致命诱惑", "危情时刻",
            "正义联盟", "蓄势待发", "生死抉择", "百万富翁", "虚拟现实", "外星生物", "美国丽人", "天地无情", "浪漫满屋", "奇幻之旅", "命中注定", "情不自禁", "不可饶恕",
            "绝地反击", "人生如戏", "兄弟情深", "生活多美好");

    /** Words that answers write with capitals without meaning a title. */
    private static final Set<String> ANSWER_WORDS =
            Set.of(("a about action adventure all also an and animation another any as"
                            + " at audience award awards based because best both but by cast choice choices cinema classic classics closing"
                            + " comedy complete crime decade detail details director directed drama each enjoy ending fantasy fans favorite"
                            + " favourite film films final finally first fit fits for from genre genres good great here highlights highly hope"
                            + " horror how i ideal if imax in intro introduction is it key last list match matches mood more movie movies my"
                            + " mystery next night no note notes of on option or other our overall perfect pick picks plot pro rated rating"
                            + " ratings reason reasons recommendation recommendations recommended request romance runner runtime sci-fi score"
                            + " second short similar so spoiler star starring stars story style suggestion suggestions suits summary synopsis"
                            + " tags that the theme themes these third this thoughts thriller tip tips title tone top tv two up verdict viewers"
                            + " viewing war warning watch watching western what when where which who why winner with works year years you your")
                    .split(" "));

    private static final Set<String> HEADINGS = Set.of(
            "推荐", "理由", "类型", "评分", "导演", "主演", "演员", "年份", "上映", "简介", "剧情", "亮点", "看点", "适合", "特点", "总结", "风格", "氛围",
            "题材", "关键词", "语言", "片长", "原因", "注意", "提示", "首选", "其次", "最后", "备选", "小贴士", "故事", "观众", "人群", "影片", "电影",
            "片单", "第一", "第二", "第三", "第四", "第五", "部", "观影", "建议", "顺序", "综合", "评价", "口碑", "主题", "基调", "年代", "科幻", "动作",
            "爱情", "喜剧", "悬疑", "惊悚", "恐怖", "犯罪", "动画", "战争", "温馨", "轻松", "经典", "必看", "高分", "的", "与", "和", "及", "、", "说明",
            "匹配", "契合", "需求", "为什么", "指数", "视觉", "情感", "节奏", "结尾", "一句话", "点评", "补充", "更多", "信息", "资料", "片名", "推荐语");

    private static final Pattern QUOTE_CUE =
            Pattern.compile("(?:还有|比如|例如|以及|类似|喜欢|看过|叫|不输给|不亚于|媲美|堪比|想起|致敬|胜过|超过|错过)\\s*$");
    private static final Pattern LIKENESS_BEFORE = Pattern.compile("(?:和|与|像|跟|同|如)\\s*$");
    private static final Pattern LIKENESS_BEHIND = Pattern.compile("^\\s*(?:一样|那样|相比|齐名|媲美|类似|同样|差不多|这样的|般)");

    private static final Pattern LISTED_BEFORE = Pattern.compile("[" + FilmReferences.BLANK + "》]\\s*[、和与及或]\\s*$");
    private static final Pattern LISTED_BEHIND = Pattern.compile("^\\s*[、和与及或]\\s*[" + FilmReferences.BLANK + "《]");

    private static final Pattern YEAR_BEHIND = Pattern.compile("^[》”\"*_’'」』\\]]*\\s*[（(]\\s*(?:18|19|20)\\d\\d");

    private static final Pattern LATIN_CUE = Pattern.compile(
            "(?i)(?:\\b(?:watch|rewatch|recommend|suggest|try|see|check out|consider|titled|called|entitled|film|movie|thriller"
                    + "|classic|masterpiece|sequel|or|also)|推荐|看看|观看|重温|试试|电影|影片|片名|片子|名为|叫做|还有|比如|例如|类似|看过)"
                    + "[,:：，]?\\s*$");
    private static final Pattern LATIN_END = Pattern.compile(
            "^(?:\\s*$|\\s*[.,;:!?，。；：！？、)）]|\\s+(?:and|or|too|as well|instead|next|tonight|is an?|tells|follows)\\b|\\s*[这是也和与]|\\s*\\()");
    private static final Pattern LATIN_VERB = Pattern.compile(
            "^['’]?s?\\s*(?:[(（:：–—,-]|(?:is|was|tells|follows|stars|remains|has|offers|and|or|also|would|will|by|directed|might)\\b|\\p{IsHan})");
    private static final Pattern CAPITAL_BEHIND = Pattern.compile("^[ ](\\p{Lu}[\\p{L}'’.-]+)");
    private static final Pattern CAPITAL_BEFORE = Pattern.compile("(?<![.!?:,;] )(?<!^)\\b(\\p{Lu}[\\p{L}'’-]+) $");
    private static final Pattern PLACE = Pattern.compile(
            "(?i)\\b(?:in|at|around|across|near|outside|into|through|toward|towards|named|mr\\.?|mrs\\.?|dr\\.?|king|queen|president|captain"
                    + "|young|old|little|director|actor|actress|hero|heroine|character|detective|agent)\\s+$|(?:在|位于|来自|前往|名叫|主角|主人公|导演|演员|角色)\\s*$");

    private static final Pattern CHINESE_CUE = Pattern.compile(
            "(?:推荐|看看|观看|重温|试试|看一看|去看|看|电影|影片|片子|佳作|名作|名为|叫做|叫|片名[是为]?|比如|例如|还有|以及|类似|喜欢|《|补上|错过|和|与|或|或者|续集|是)"
                    + "[:：“\"]?\\s*$");
    private static final Pattern CHINESE_STRONG_CUE =
            Pattern.compile("(?:推荐|重温|观看|看看|电影|影片|名为|叫做|片名[是为]?)[:：“\"]?\\s*(?:(?:你|您|大家)(?:看|去看)?)?$");
    private static final Pattern CLAUSE_START = Pattern.compile("(?:^|[，,。；;：:、！!？?\\n）)])[\\s*_]*$");
    private static final Pattern CHINESE_END = Pattern.compile(
            "^[”\"*_]*(?:这部|这一部|是一部|是部|那部|[（(]\\s*(?:18|19|20)\\d\\d|[，,。；;、！!？?.]|\\s*$|也|和|与|同样|讲述|讲的|的导演|的主演|一片|吧|等|给你|值得|都)");
    private static final Pattern CHINESE_STRONG_END =
            Pattern.compile("^[”\"*_]*(?:这部|这一部|是一部|是部|那部|[（(]\\s*(?:18|19|20)\\d\\d|讲述|讲的是|一片|的导演|的主演)");

    private static final Pattern REFERENCE_BEHIND = Pattern.compile("^\\s*[（(]?" + FilmReferences.BLANK);
    private static final Pattern BESIDE_REFERENCE = Pattern.compile(FilmReferences.BLANK + "\\s*[:：.–—-]?\\s*$");
    private static final Pattern NAME_BESIDE_REFERENCE = Pattern.compile(
            "((?:\\p{Lu}[\\p{L}'’-]*)(?:\\s+(?:of|the|and|in|a|to|for|\\p{Lu}[\\p{L}'’-]*|\\d+))*)\\s*[（(]?"
                    + FilmReferences.BLANK);
    private static final Pattern NAME_BEHIND_REFERENCE = Pattern.compile(FilmReferences.BLANK
            + "\\s+((?:\\p{Lu}[\\p{L}'’-]*)(?:\\s+(?:of|the|and|in|a|to|for|\\p{Lu}[\\p{L}'’-]*|\\d+))*)");

    /** Two or more words with capitals one behind the other: the name of somebody, a place or a film. */
    private static final Pattern RUNNING_NAME = Pattern.compile(
            "(?<![\\p{IsLatin}\\p{N}'’])\\p{Lu}[\\p{L}'’-]+(?:\\s+(?:(?:of|the|and|in|a|to|for|on|with)\\s+){0,2}(?:\\p{Lu}[\\p{L}'’-]+|\\d+))+");

    private static final Pattern PERSON_OR_PLACE = Pattern.compile(
            "(?i)(?:\\b(?:directed by|played by|written by|by|directors?|starring|stars?|actors?|actress|played|plays|named|writers?|novel|author"
                    + "|in|at|from|near|around|across|outside)\\s+$|(?:导演|主演|演员|作者|编剧|饰演|角色|由|在)\\s*$)");

    private static final Pattern CUED_NAME = Pattern.compile(
            "(?:(?i:\\b(?:watch|rewatch|recommend|suggest|try|see|check out|consider|titled|called|entitled|film|movie))"
                    + "(?:\\s+(?i:also|out|the film|the movie|either))?[:,]?\\s+|(?:推荐|看看|观看|重温|试试|电影|影片|片名|名为|叫做|还有|比如|例如|类似|看过)\\s*[:：]?\\s*)"
                    + "((?:\\p{Lu}[\\p{L}'’-]*)(?:[:]?\\s+(?:of|the|and|in|a|an|to|for|on|with|\\p{Lu}[\\p{L}'’-]*|\\d+))*)");
    private static final Pattern LEADING_NAME = Pattern.compile(
            "^\\s*((?:\\p{Lu}[\\p{L}'’-]*|\\d+)(?:\\s+(?:of|the|and|in|a|an|to|for|on|with|\\p{Lu}[\\p{L}'’-]*|\\d+))+)\\s*"
                    + "(?:[:：–—]|\\s-\\s|(?i:is an?|was an?|tells|follows|stars|directed|by)\\b|[（(])");

    private final GivenFilms films;

    TitleEvidence(GivenFilms films) {
        this.films = films;
    }

    /** Returns whether a stretch of running text that spells another film's title is meant as that title. */
    boolean isTitle(String sentence, Name name) {
        String text = sentence.substring(name.start(), name.end());
        String before = sentence.substring(0, name.start());
        String after = sentence.substring(name.end());
        if (films.names().contains(text)) {
            return false;
        }
        boolean beside = BESIDE_REFERENCE.matcher(before).find()
                || REFERENCE_BEHIND.matcher(after).find();
        if (beside && !startsLower(text)) {
            return true;
        }
        return HAN.matcher(text).find() ? isChineseTitle(text, before, after) : isLatinTitle(text, before, after);
    }

    private boolean isChineseTitle(String text, String before, String after) {
        long ideographs = HAN.matcher(text).results().count();
        boolean common = IDIOMS.contains(text) || films.isInData(text);
        if (ideographs >= TELLING_IDEOGRAPHS && !common) {
            return true;
        }
        if (ideographs < 2) {
            return false;
        }
        boolean start = CLAUSE_START.matcher(before).find();
        boolean cue = CHINESE_CUE.matcher(before).find();
        if (ideographs >= TELLING_IDEOGRAPHS && !films.isInData(text)) {
            return (cue && CHINESE_END.matcher(after).find())
                    || (start && CHINESE_STRONG_END.matcher(after).find());
        }
        boolean strongEnd = CHINESE_STRONG_END.matcher(after).find();
        return (strongEnd && (start || cue))
                || (CHINESE_STRONG_CUE.matcher(before).find()
                        && CHINESE_END.matcher(after).find());
    }

    private boolean isLatinTitle(String text, String before, String after) {
        List<String> words =
                LATIN_WORD.matcher(text).results().map(found -> found.group()).toList();
        if (words.isEmpty() || words.stream().allMatch(word -> Character.isDigit(word.charAt(0)))) {
            return false;
        }
        boolean capitals = words.stream().allMatch(word -> SMALL.matcher(word).matches() || !startsLower(word));
        if (!capitals || (startsLower(words.get(0)) && !endsWithArticle(before))) {
            return words.size() >= 3 && text.length() >= 16 && !films.isInData(text);
        }
        if (words.size() > 1) {
            return !words.stream().allMatch(this::isAnswerWord) && !partOfName(before, after) && !films.isInData(text);
        }
        String word = words.get(0);
        boolean cue = LATIN_CUE.matcher(withoutArticle(before)).find();
        boolean year = YEAR_BEHIND.matcher(after).find();
        if (year) {
            return true;
        }
        if (isAnswerWord(word) || films.isOrdinary(word) || word.length() < 4) {
            return cue && LATIN_END.matcher(after).find() && !isAnswerWord(word) && !startsSentence(before);
        }
        if (partOfName(before, after)) {
            return false;
        }
        if (startsSentence(before)) {
            return LATIN_VERB.matcher(after).find() && (cue || !films.isInData(text));
        }
        return cue ? LATIN_END.matcher(after).find() : !PLACE.matcher(before).find() && !films.isInData(text);
    }

    /** Returns whether capitalised words that no punctuation parts from a name go on before or behind it. */
    private static boolean partOfName(String before, String after) {
        Matcher next = CAPITAL_BEHIND.matcher(after);
        boolean goesOn = next.find() && !SMALL.matcher(next.group(1)).matches();
        Matcher last = CAPITAL_BEFORE.matcher(before);
        return goesOn
                || (last.find()
                        && !SMALL.matcher(last.group(1)).matches()
                        && !startsSentence(before.substring(0, last.start())));
    }

    private static boolean startsSentence(String before) {
        return before.isBlank() || AnswerSentences.itemMark(before).length() == before.length();
    }

    private static boolean endsWithArticle(String before) {
        return before.endsWith("The ") || before.endsWith("A ") || before.endsWith("An ");
    }

    private static String withoutArticle(String before) {
        return before.replaceFirst("(?i)\\b(?:the|an?) $", "");
    }

    private static boolean startsLower(String word) {
        return Character.isLowerCase(word.codePointAt(0));
    }

    private boolean isAnswerWord(String word) {
        return ANSWER_WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether text in quotation marks or emphasis looks like a title, although no film of the catalogue is called so.
     *
     * @param likely whether it is in italics, bold or square brackets, or begins an item of a list, rather than being quoted
     */
    boolean looksLikeTitle(String content, String before, String after, boolean likely) {
        if (films.names().contains(content)) {
            return false;
        }
        if (HAN.matcher(content).find()) {
            return looksChinese(content, before, after, likely);
        }
        List<String> words = LATIN_WORD
                .matcher(content)
                .results()
                .map(found -> found.group())
                .toList();
        if (words.isEmpty() || words.size() > 12) {
            return false;
        }
        boolean titleCase = !startsLower(words.get(0))
                && words.stream().allMatch(word -> SMALL.matcher(word).matches() || !startsLower(word));
        boolean acronym = words.size() == 1
                && words.get(0).length() <= 5
                && words.get(0).equals(words.get(0).toUpperCase(Locale.ROOT));
        return titleCase
                && !acronym
                && !words.stream().allMatch(word -> isAnswerWord(word) || films.isKnownWord(word))
                && !(words.size() == 1 && films.isInData(content));
    }

    private boolean looksChinese(String content, String before, String after, boolean likely) {
        String rest = content;
        for (String heading : HEADINGS) {
            rest = rest.replace(heading, "");
        }
        if (HAN.matcher(rest).results().count() < 2
                || HAN.matcher(content).results().count() > 20) {
            return false;
        }
        if (YEAR_BEHIND.matcher(after).find()) {
            return true;
        }
        if (likely) {
            return !films.isInData(content);
        }
        boolean start = CLAUSE_START.matcher(before).find() || startsSentence(before);
        return LISTED_BEFORE.matcher(before).find()
                || LISTED_BEHIND.matcher(after).find()
                || CHINESE_STRONG_CUE.matcher(before).find()
                || QUOTE_CUE.matcher(before).find()
                || (LIKENESS_BEFORE.matcher(before).find()
                        && LIKENESS_BEHIND.matcher(after).find())
                || (start && CHINESE_STRONG_END.matcher(after).find());
    }

    /** Returns whether words that speak of a film stand beside a capitalised name that nothing given explains. */
    boolean namesUnknownFilm(String masked) {
        Matcher leading = LEADING_NAME.matcher(
                masked.substring(AnswerSentences.itemMark(masked).length()));
        if (leading.find() && isUnknownName(leading.group(1), true)) {
            return true;
        }
        Matcher beside = NAME_BESIDE_REFERENCE.matcher(masked);
        while (beside.find()) {
            if (isUnknownName(beside.group(1), true)) {
                return true;
            }
        }
        Matcher running = RUNNING_NAME.matcher(masked);
        while (running.find()) {
            String before = masked.substring(0, running.start());
            if (!PERSON_OR_PLACE.matcher(before).find() && isUnknownName(running.group(), true)) {
                return true;
            }
        }
        Matcher behind = NAME_BEHIND_REFERENCE.matcher(masked);
        while (behind.find()) {
            if (isUnknownName(behind.group(1), false)) {
                return true;
            }
        }
        Matcher cued = CUED_NAME.matcher(masked);
        while (cued.find()) {
            if (isUnknownName(cued.group(1), false)) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnknownName(String name, boolean leading) {
        List<String> words =
                LATIN_WORD.matcher(name).results().map(found -> found.group()).toList();
        List<String> telling = words.stream()
                .filter(word -> !SMALL.matcher(word).matches() && !isAnswerWord(word) && !films.isKnownWord(word))
                .toList();
        if (telling.isEmpty()) {
            return false;
        }
        if (words.stream().filter(word -> !SMALL.matcher(word).matches()).count() == 1) {
            String word = telling.get(0);
            return !leading
                    && word.length() > 3
                    && !word.equals(word.toUpperCase(Locale.ROOT))
                    && !films.isInData(word);
        }
        return !films.isInData(name);
    }
}
