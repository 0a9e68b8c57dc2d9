package io.movieai.generation;

import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.generation.Completion.Finish;
import io.movieai.query.Reading.Intent;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Writes answers from templates and the films' own data, without a language model, and says so at the end. The same
 * prompt always gives the same text. Needs nothing and never fails; safe for use by several threads.
 */
public final class TemplateGenerator implements Generator {
    /** The name that it goes by as a model. */
    public static final String MODEL = "template";

    /** How much of a synopsis is quoted, in characters. */
    private static final int SYNOPSIS = 120;

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<String> onText) {
        List<String> lines = prompt.language() == Language.CHINESE ? chinese(prompt) : english(prompt);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            checkInterrupted();
            String piece = i == lines.size() - 1 ? lines.get(i) : lines.get(i) + "\n";
            onText.accept(piece);
            text.append(piece);
        }
        checkInterrupted();
        return new Completion(text.toString(), model(), TokenUsage.NONE, Finish.COMPLETE);
    }

    private static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("writing was interrupted");
        }
    }

    private static List<String> chinese(Prompt prompt) {
        List<String> lines = new ArrayList<>(prompt.notes());
        int count = prompt.films().size();
        String understood = ConstraintText.phrase(prompt.reading().constraints(), prompt.reading());
        lines.add(
                switch (prompt.reading().intent()) {
                    case ABOUT_FILM -> count == 1 ? "找到了你说的这部电影：" : "可能是下面这 " + count + " 部中的一部：";
                    case SIMILAR -> "为你找到 " + count + " 部相近的电影：";
                    case PERSONAL -> "为你推荐 " + count + " 部电影：";
                    default ->
                        understood.isEmpty()
                                ? "根据你的描述，推荐 " + count + " 部电影："
                                : "按你的要求（" + understood + "），推荐 " + count + " 部电影：";
                });
        for (ContextFilm film : prompt.films()) {
            lines.add(film.number() + ". " + MovieText.citation(film.movie(), Language.CHINESE) + "："
                    + describe(film.movie(), Language.CHINESE)
                    + (film.reason().isEmpty() ? "" : "推荐理由：" + film.reason() + "。"));
        }
        lines.add("（以上由模板根据片库资料写成，未使用语言模型。）");
        return lines;
    }

    private static List<String> english(Prompt prompt) {
        List<String> lines = new ArrayList<>(prompt.notes());
        int count = prompt.films().size();
        String films = count == 1 ? "1 film" : count + " films";
        String understood = ConstraintText.phrase(prompt.reading().constraints(), prompt.reading());
        lines.add(
                prompt.reading().intent() == Intent.ABOUT_FILM
                        ? (count == 1 ? "This is the film you named:" : "It may be one of these " + films + ":")
                        : switch (prompt.reading().intent()) {
                            case SIMILAR -> (count == 1 ? "Here is " : "Here are ") + films + " in a similar vein:";
                            case PERSONAL -> "For you, " + films + ":";
                            default ->
                                understood.isEmpty()
                                        ? "Going by your description, " + films + ":"
                                        : "Going by your wishes (" + understood + "), " + films + ":";
                        });
        for (ContextFilm film : prompt.films()) {
            lines.add(film.number() + ". " + MovieText.citation(film.movie(), Language.ENGLISH) + ": "
                    + describe(film.movie(), Language.ENGLISH)
                    + (film.reason().isEmpty() ? "" : "Why: " + film.reason() + "."));
        }
        lines.add("(Written from templates and the catalogue's data; no language model was used.)");
        return lines;
    }

    private static String describe(Movie movie, Language language) {
        boolean chinese = language == Language.CHINESE;
        StringBuilder text = new StringBuilder();
        if (!movie.genres().isEmpty()) {
            text.append(MovieText.genres(movie, language)).append(chinese ? "片" : "");
        }
        if (!movie.directors().isEmpty()) {
            text.append(text.isEmpty() ? "" : chinese ? "，" : ", ")
                    .append(chinese ? "导演" : "directed by ")
                    .append(MovieText.names(movie.directors(), language));
        }
        if (!movie.cast().isEmpty()) {
            text.append(text.isEmpty() ? "" : chinese ? "，" : ", ")
                    .append(chinese ? "主演" : "with ")
                    .append(MovieText.names(movie.cast(), language));
        }
        if (!text.isEmpty()) {
            text.append(chinese ? "。" : ". ");
        }
        movie.synopsis()
                .filter(synopsis -> Language.of(synopsis) == language)
                .ifPresent(synopsis -> text.append(shorten(synopsis.strip())).append(chinese ? "" : " "));
        return text.toString();
    }

    private static String shorten(String text) {
        if (text.codePointCount(0, text.length()) <= SYNOPSIS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SYNOPSIS)) + "……";
    }
}
