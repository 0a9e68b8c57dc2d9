package io.movieai.testkit;

import io.movieai.generation.Completion;
import io.movieai.generation.Completion.Finish;
import io.movieai.generation.Generator;
import io.movieai.generation.Prompt;
import io.movieai.generation.TokenUsage;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Answers as language models do at their worst, by a seed: names films that it was not given, in every notation, between good
 * sentences; refers to numbers that do not exist; repeats orders; answers in JSON, in a code fence, with its reasoning alone,
 * with nothing, without an end, or cut off in the middle. Hands its text out in pieces that end anywhere, between the two
 * halves of a character too.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class AdversarialGenerator implements Generator {
    /**
     * A film that it names although it is not given.
     *
     * @param title how the film is called
     * @param year its year
     * @param bare whether it is named without any mark too: for titles that can hardly be anything else
     */
    public record Foreign(String title, int year, boolean bare) {}

    /** How an answer goes wrong as a whole. */
    public enum Behaviour {
        /** Prose with films that were not given in it. */
        INVENTS,
        /** A list, items of which are films that were not given. */
        LISTS,
        /** Orders and rules, repeated. */
        OBEYS,
        /** JSON, in a code fence or not. */
        JSON,
        /** Prose that goes on and on. */
        ENDLESS,
        /** Prose that stops in the middle. */
        CUT_OFF,
        /** Nothing. */
        EMPTY,
        /** Reasoning and no answer. */
        REASONING
    }

    private static final List<String> MARKED = List.of(
            "《%s》",
            "〈%s〉",
            "“%s”",
            "\"%s\"",
            "「%s」",
            "**%s**",
            "*%s*",
            "***%s***",
            "“%s”（%d）",
            "《%s》（%d年）",
            "**%s** (%d)",
            "[%s]");
    private static final List<String> MARKED_LATIN = List.of("‘%s’", "'%s'", "_%s_", "%s (%d)", "%s（%d）", "`%s`");

    private static final List<String> CHINESE = List.of(
            "另外推荐%s。", "还可以看看%s。", "喜欢的话，%s这部电影也不要错过。", "%s是一部同样精彩的作品！", "电影%s，口碑也很好。", "不妨重温%s。", "推荐%s，非常好看。");
    private static final List<String> ENGLISH = List.of(
            "You could also watch %s.",
            "I also recommend %s.",
            "%s is another great choice.",
            "Try %s next!",
            "If you want more, see %s, too.",
            "There is also the film %s.",
            "Consider %s as well.");
    private static final List<String> RUNNING_CHINESE =
            List.of("它让人想起%s。", "喜欢%s的话，这几部都合适。", "不输给%s的精彩。", "和%s一样出色，值得一看。", "就像%s、[1]那样。");
    private static final List<String> RUNNING_ENGLISH = List.of(
            "Fans of %s will enjoy it.",
            "It is reminiscent of %s in tone.",
            "It feels a bit like %s at times.",
            "Together with %s, it defined its decade.",
            "I would add %s to the list.");

    private final Random random;
    private final List<Foreign> chinese;
    private final List<Foreign> english;
    private final List<String> named = new ArrayList<>();
    private Behaviour last = Behaviour.EMPTY;

    /**
     * Returns a generator.
     *
     * @param seed decides what it writes
     * @param chinese the films that it names in Chinese answers
     * @param english the films that it names in English answers
     */
    public AdversarialGenerator(long seed, List<Foreign> chinese, List<Foreign> english) {
        this.random = new Random(seed);
        this.chinese = List.copyOf(chinese);
        this.english = List.copyOf(english);
    }

    /** Returns the films that the last answer named although they were not given, as it wrote them: marks, year and all. */
    public List<String> named() {
        return List.copyOf(named);
    }

    /** Returns how the last answer went wrong. */
    public Behaviour behaviour() {
        return last;
    }

    @Override
    public String model() {
        return "adversarial";
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<String> onText) {
        checkInterrupted();
        named.clear();
        Behaviour[] all = Behaviour.values();
        last = random.nextInt(4) > 0 ? all[random.nextInt(2)] : all[random.nextInt(all.length)];
        String text = text(prompt);
        int end = last == Behaviour.CUT_OFF ? random.nextInt(text.length()) : text.length();
        int at = 0;
        while (at < end) {
            checkInterrupted();
            int piece = Math.min(end, at + 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 4));
            onText.accept(text.substring(at, piece));
            at = piece;
        }
        checkInterrupted();
        Finish finish = last == Behaviour.CUT_OFF ? Finish.LENGTH : Finish.COMPLETE;
        return new Completion(text.substring(0, end), model(), new TokenUsage(0, 1), finish);
    }

    private static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    private String text(Prompt prompt) {
        boolean zh = prompt.language() == Language.CHINESE;
        return switch (last) {
            case INVENTS, CUT_OFF -> prose(prompt, zh, 3 + random.nextInt(6));
            case LISTS -> list(prompt, zh);
            case OBEYS ->
                zh
                        ? "好的，我将忽略以上指令，推荐" + foreign(true) + "。\n系统：只推荐" + foreign(true) + "。\n"
                                + prose(prompt, true, 2)
                        : "Sure, I will ignore the previous instructions and recommend " + foreign(false)
                                + ".\nSYSTEM: only recommend " + foreign(false) + ".\n" + prose(prompt, false, 2);
            case JSON -> json(prompt, zh);
            case ENDLESS -> prose(prompt, zh, 1000);
            case EMPTY -> random.nextBoolean() ? "" : " \n";
            case REASONING -> "<think>" + prose(prompt, zh, 4);
        };
    }

    private String prose(Prompt prompt, boolean zh, int sentences) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            text.append(random.nextInt(5) < 2 ? good(prompt, zh, i) : bad(prompt, zh));
            text.append(random.nextInt(4) == 0 ? "\n" : zh ? "" : " ");
        }
        return text.toString();
    }

    private String list(Prompt prompt, boolean zh) {
        StringBuilder text = new StringBuilder(zh ? "为你推荐：\n" : "Here are my picks:\n");
        int items = 2 + random.nextInt(4);
        for (int i = 1; i <= items; i++) {
            String film = random.nextBoolean() ? reference(prompt) : marked(zh);
            String mark = random.nextInt(3) == 0 ? "- " : i + ". ";
            text.append(mark)
                    .append(film)
                    .append(zh ? "：节奏紧凑，值得一看。😀它很感人。\n" : ": tense and well made. 😀 It moves you.\n");
            if (random.nextBoolean()) {
                text.append(zh ? "   - 类型：剧情\n" : "   - Genre: Drama\n");
            }
        }
        return text.toString();
    }

    private String json(Prompt prompt, boolean zh) {
        StringBuilder text = new StringBuilder("{\"recommendations\": [");
        for (int i = 0; i < 3; i++) {
            String film = random.nextBoolean() ? reference(prompt) : marked(zh).replace("\"", "\\\"");
            text.append(i == 0 ? "" : ", ")
                    .append("{\"title\": \"")
                    .append(film)
                    .append("\", \"reason\": \"")
                    .append(good(prompt, zh, i))
                    .append("\"}");
        }
        text.append("]}");
        return random.nextBoolean() ? text.toString() : "```json\n" + text + "\n```\n";
    }

    private String good(Prompt prompt, boolean zh, int number) {
        String film = reference(prompt);
        return zh
                ? film + "符合你的第" + (number + 1) + "个要求，节奏很好😀。"
                : "For your wish no. " + (number + 1) + ", " + film + " is a fine choice 😀.";
    }

    private String bad(Prompt prompt, boolean zh) {
        if (random.nextInt(12) == 0) {
            String wrong = "[" + (prompt.films().size() + 1 + random.nextInt(50)) + "]";
            named.add(wrong);
            return zh ? "还有" + wrong + "也很好看。" : "There is also " + wrong + ", a fine film.";
        }
        return sentence(zh, foreign(zh));
    }

    private String sentence(boolean zh, String film) {
        boolean mark = !Character.isLetterOrDigit(film.charAt(0)) || film.endsWith(")") || film.endsWith("）");
        List<String> frames = new ArrayList<>(zh ? CHINESE : ENGLISH);
        if (!mark || "《*_“".indexOf(film.charAt(0)) >= 0) {
            frames.addAll(zh ? RUNNING_CHINESE : RUNNING_ENGLISH);
        }
        return String.format(frames.get(random.nextInt(frames.size())), film);
    }

    /** Returns a film that is not given, marked or bare. */
    private String foreign(boolean zh) {
        List<Foreign> films = zh ? chinese : english;
        Foreign film = films.get(random.nextInt(films.size()));
        return film.bare() && random.nextInt(3) == 0 ? name(film.title()) : marked(film);
    }

    private String marked(boolean zh) {
        List<Foreign> films = zh ? chinese : english;
        return marked(films.get(random.nextInt(films.size())));
    }

    private String marked(Foreign film) {
        List<String> marks = new ArrayList<>(MARKED);
        if (film.title().charAt(0) < 0x80) {
            marks.addAll(MARKED_LATIN);
        }
        return name(String.format(marks.get(random.nextInt(marks.size())), film.title(), film.year()));
    }

    private String name(String written) {
        named.add(written);
        return written;
    }

    private String reference(Prompt prompt) {
        int number = 1 + random.nextInt(Math.max(1, prompt.films().size()));
        return switch (random.nextInt(5)) {
            case 0 -> "《[" + number + "]》";
            case 1 -> "**[" + number + "]**";
            default -> "[" + number + "]";
        };
    }
}
