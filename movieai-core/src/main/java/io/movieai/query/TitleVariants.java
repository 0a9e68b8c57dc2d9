package io.movieai.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms under which a title is looked up, each with how much of the title it is. */
final class TitleVariants {
    /** The whole title, apart from article, spelling and punctuation. */
    static final float WHOLE = 1;
    /** The title without small words such as "of", or one in brackets. */
    static final float CLOSE = 0.9f;
    /** The part before a subtitle. */
    static final float MAIN = 0.8f;
    /** The part behind a colon, or a title without its number. */
    static final float PART = 0.7f;

    private static final Pattern ARTICLE = Pattern.compile("^(?:the|an?) +(?=.*[\\p{L}\\p{N}])");
    private static final Pattern FOREIGN_ARTICLE =
            Pattern.compile("^(?:(?:le|la|el|il|les|los|las|das|der) +|l')(?=.{4})");
    /** Dr. Strangelove goes by the name alone where that is long enough to be no other word. */
    private static final Pattern HONORIFIC = Pattern.compile(
            "^(?:(?:dr|mr|mrs|ms|sgt|capt|lt|prof)\\.? +|(?:doctor|mister|sergeant|professor) +)(?=[a-z']{7})");

    private static final Pattern BRACKETS = Pattern.compile(" *[(\\[]([^()\\[\\]]*)[)\\]] *");
    private static final Pattern SUBTITLE = Pattern.compile("(?:,? or)? *: *| +-+ +|--");
    /** E.T. the Extra-Terrestrial. */
    private static final Pattern INITIALS = Pattern.compile("^(?:[a-z]\\.){2,}(?= )");

    private static final Set<String> SMALL = Set.of("the", "a", "an", "of", "in", "on", "to", "for", "at", "and");

    /** The characters that a number in a series ends with. */
    private static final String NUMBER_ENDS = "0123456789ivx零一二三四五六七八九十部集章季回卷";

    private static final int SERIES_IDEOGRAPHS = 4;
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private static final List<String> WORDS = Stream.concat(
                    NUMBERS.stream(),
                    Stream.of(
                            "ten",
                            "eleven",
                            "twelve",
                            "thirteen",
                            "fourteen",
                            "fifteen",
                            "sixteen",
                            "seventeen",
                            "eighteen",
                            "nineteen",
                            "twenty"))
            .toList();

    private static final int FOREIGN_NAME = 3;
    /** Characters that foreign names are commonly written with for their sound. */
    private static final String BY_SOUND = "阿埃艾爱安奥巴贝本比彼宾伯博布查茨达戴丹德邓迪蒂丁顿多恩尔法菲费弗福富盖戈格古哈海汉赫亨霍"
            + "基吉加杰金卡凯坎科克肯库拉莱兰朗劳雷勒里丽利莉林琳鲁伦罗洛马玛迈曼梅蒙米莫默姆穆纳奈内尼妮诺欧帕佩皮普奇乔琴丘瑞"
            + "萨塞桑瑟沙莎申史斯施舒司苏索塔泰坦汤特提托瓦万威韦维温沃乌伍西希夏肖辛休雅亚伊因英约詹珍朱兹佐";

    private TitleVariants() {}

    /** One form of a title. */
    record Variant(String key, float weight) {}

    /** Returns what a whole title is looked up by. */
    static String key(String title) {
        return TitleText.of(withoutArticle(RequestText.fold(title))).toString();
    }

    /** Returns the part of a title before its subtitle. */
    static String front(String title) {
        return SUBTITLE.split(RequestText.fold(title).strip(), 2)[0];
    }

    /** Returns the forms of a title, the whole title first. */
    static List<Variant> of(String title) {
        String folded = RequestText.fold(title).strip();
        List<Variant> variants = new ArrayList<>();
        Matcher brackets = BRACKETS.matcher(folded);
        if ((folded.indexOf('(') >= 0 || folded.indexOf('[') >= 0) && brackets.find()) {
            add(variants, folded, WHOLE);
            add(variants, brackets.group(1), CLOSE);
            folded = brackets.replaceAll(" ").strip();
        }
        add(variants, folded, WHOLE);
        String[] parts = SUBTITLE.split(folded, 3);
        StringBuilder front = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            if (isTelling(front.toString(), 2, 4)) {
                add(variants, front.toString(), MAIN);
                addWithoutNumber(variants, front.toString());
            }
            if (isTelling(parts[i], 4, 8) && parts[i].strip().matches(".*[ \\u3400-\\u9fff].*")) {
                add(variants, parts[i], PART);
            }
            front.append(' ').append(parts[i]);
        }
        addSeries(variants, folded);
        Matcher initials = INITIALS.matcher(folded);
        if (initials.find()) {
            addKey(variants, initials.group(), MAIN);
        }
        addWithoutNumber(variants, folded);
        addWithoutSmallWords(variants, folded);
        addLeadingNumber(variants, folded);
        addForeignName(variants, folded);
        for (Variant variant : List.copyOf(variants)) {
            spelt(variant.key()).ifPresent(key -> addKey(variants, key, PART));
        }
        return variants;
    }

    /** Returns the key of a sequel with its number as a word: Terminator Two. */
    static Optional<String> spelt(String key) {
        int last = key.length() - 1;
        int number = last < 1 ? -1 : key.charAt(last) - '0';
        boolean sequel = number > 1 && number < NUMBERS.size() && RequestText.isLatin(key.charAt(last - 1));
        return sequel ? Optional.of(key.substring(0, last) + NUMBERS.get(number)) : Optional.empty();
    }

    private static void add(List<Variant> variants, String text, float weight) {
        String bare = withoutArticle(text);
        addKey(variants, bare, weight);
        if (bare.isEmpty() || RequestText.isHan(bare.charAt(0))) {
            return;
        }
        Matcher foreign = FOREIGN_ARTICLE.matcher(bare);
        if (foreign.find()) {
            addKey(variants, foreign.replaceFirst(""), weight);
        }
        Matcher honorific = HONORIFIC.matcher(bare);
        if (honorific.find()) {
            addKey(variants, honorific.replaceFirst(""), PART);
        }
    }

    private static String withoutArticle(String text) {
        String stripped = text.strip();
        return stripped.startsWith("the ") || stripped.startsWith("a")
                ? ARTICLE.matcher(stripped).replaceFirst("")
                : stripped;
    }

    private static void addKey(List<Variant> variants, String text, float weight) {
        String key = TitleText.of(text).toString();
        if (!key.isEmpty()
                && variants.stream().noneMatch(variant -> variant.key().equals(key))) {
            variants.add(new Variant(key, weight));
        }
    }

    /** 哈利·波特与魔法石 and "Indiana Jones and the Last Crusade" go by the name before 与, 之 or "and the". */
    private static void addSeries(List<Variant> variants, String text) {
        int cut = Math.max(text.indexOf('与'), text.indexOf('之'));
        if (cut >= SERIES_IDEOGRAPHS) {
            addKey(variants, text.substring(0, cut), PART);
        }
        int and = text.indexOf(" and the ");
        if (and > 0 && text.lastIndexOf(' ', and - 1) > 0) {
            add(variants, text.substring(0, and), PART);
        }
    }

    private static void addWithoutNumber(List<Variant> variants, String text) {
        if (text.isEmpty() || NUMBER_ENDS.indexOf(text.charAt(text.length() - 1)) < 0) {
            return;
        }
        String key = TitleText.of(withoutArticle(text)).toString();
        int end = key.length();
        while (end > 0 && RequestText.isDigit(key.charAt(end - 1))) {
            end--;
        }
        if (end < key.length() && isTelling(key.substring(0, end), 2, 4)) {
            addKey(variants, key.substring(0, end), PART);
        }
    }

    private static void addWithoutSmallWords(List<Variant> variants, String text) {
        if (text.indexOf(' ') < 0) {
            return;
        }
        StringBuilder kept = new StringBuilder();
        String[] words = text.strip().split(" +", -1);
        for (String word : words) {
            if (!SMALL.contains(word)) {
                kept.append(word).append(' ');
            }
        }
        if (words.length > 2 && isTelling(kept.toString(), 4, 8)) {
            addKey(variants, kept.toString(), CLOSE);
        }
    }

    /** A number at the beginning goes by figures and by its word: Twelve Monkeys, Seven Samurai, 12 Angry Men. */
    private static void addLeadingNumber(List<Variant> variants, String text) {
        String bare = withoutArticle(text);
        int space = bare.indexOf(' ');
        if (space <= 0 || !isTelling(bare.substring(space), 1, 4)) {
            return;
        }
        String first = bare.substring(0, space);
        int number = WORDS.indexOf(first);
        if (number > 0) {
            addKey(variants, number + bare.substring(space), CLOSE);
        } else if (first.matches("[1-9]|1[0-9]|20")) {
            addKey(variants, WORDS.get(Integer.parseInt(first)) + bare.substring(space), CLOSE);
        }
    }

    /** A name written for its sound stands for the title that it begins: 肖申克的救赎. */
    private static void addForeignName(List<Variant> variants, String text) {
        int cut = text.indexOf('的');
        if (cut >= FOREIGN_NAME && text.substring(0, cut).chars().allMatch(c -> BY_SOUND.indexOf(c) >= 0)) {
            addKey(variants, text.substring(0, cut), PART);
        }
    }

    /** Returns whether a part of a title is long enough to stand for it. */
    private static boolean isTelling(String text, int ideographs, int letters) {
        int han = 0;
        int other = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (RequestText.isHan(c)) {
                han++;
            } else if (Character.isLetter(c)) {
                other++;
            }
        }
        return han >= ideographs || other >= letters;
    }
}
