package io.movieai.app;

import io.movieai.text.Language;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The program's own words, in Chinese and English. */
final class Texts {
    /** The bundle's name, for picocli, which takes the help texts from it. */
    static final String BUNDLE = "io.movieai.app.Texts";

    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Returns the words in the language of a locale; English where it is not Chinese. */
    static Texts in(Locale locale) {
        return new Texts(locale.getLanguage().equals("zh") ? Locale.CHINESE : Locale.ROOT);
    }

    /**
     * Returns the locale that the environment asks for: {@code MOVIEAI_LANG} ({@code zh} or {@code en}), else the
     * platform's.
     */
    static Locale locale(String environment) {
        return switch (environment.toLowerCase(Locale.ROOT)) {
            case "zh" -> Locale.CHINESE;
            case "en" -> Locale.ENGLISH;
            default -> Locale.getDefault();
        };
    }

    /** Returns the language of the words. */
    Language language() {
        return bundle.getLocale().getLanguage().equals("zh") ? Language.CHINESE : Language.ENGLISH;
    }

    ResourceBundle bundle() {
        return bundle;
    }

    /** Returns a text with its places filled, as {@link MessageFormat} does. */
    String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }
}
