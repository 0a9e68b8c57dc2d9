package io.movieai.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.IncompatibleModelException;
import io.movieai.MovieAiException;
import io.movieai.app.json.MalformedFilmsException;
import io.movieai.recsys.data.MalformedDataException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into a message and an exit code. A stack trace is shown only with {@code --debug}. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Terminal terminal;
    private final Texts texts;
    private final BooleanSupplier debug;

    Failures(Terminal terminal, Texts texts, BooleanSupplier debug) {
        this.terminal = terminal;
        this.texts = texts;
        this.debug = debug;
    }

    /** What a failure is called, and what the program ends with. */
    private record Kind(String code, int exit) {}

    private static final Kind INTERRUPTED = new Kind("interrupted", ExitCodes.INTERRUPTED);

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String message = String.valueOf(e.getMessage());
        terminal.say(texts.get("error", message));
        terminal.say(texts.get("error.help", e.getCommandLine().getCommandSpec().qualifiedName()));
        // The parser may have stopped before it came to the option.
        if (e.getCommandLine().getCommandSpec().findOption("--json") != null
                && List.of(args).contains("--json")) {
            json(message, "usage");
        }
        return ExitCodes.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        Kind kind = kind(e);
        String message = kind.exit == ExitCodes.INTERRUPTED ? texts.get("interrupted") : message(e, texts);
        tell(e, kind, message);
        if (line.getCommand() instanceof JsonOutput output && output.json()) {
            json(message, kind.code);
        }
        return kind.exit;
    }

    /**
     * Tells of an error of the Java runtime, and returns the exit code.
     *
     * @param parsed the command that ran, or null if none was read yet
     */
    int handle(Error e, @Nullable ParseResult parsed) {
        Kind kind = terminal.isInterrupted()
                ? INTERRUPTED
                : e instanceof OutOfMemoryError
                        ? new Kind("unavailable", ExitCodes.UNAVAILABLE)
                        : new Kind("defect", ExitCodes.DEFECT);
        String message = kind.exit == ExitCodes.INTERRUPTED
                ? texts.get("interrupted")
                : e instanceof OutOfMemoryError
                        ? texts.get("error.memory", Runtime.getRuntime().maxMemory() >> 20)
                        : texts.get("error.defect", String.valueOf(e));
        tell(e, kind, message);
        if (wantsJson(parsed)) {
            try {
                json(message, kind.code);
            } catch (OutOfMemoryError again) {
                // There is no memory for that either; stderr and the exit code tell it.
                e.addSuppressed(again);
            }
        }
        return kind.exit;
    }

    private static boolean wantsJson(@Nullable ParseResult parsed) {
        ParseResult last = parsed;
        while (last != null && last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last != null && last.commandSpec().userObject() instanceof JsonOutput output && output.json();
    }

    /** Tells that what was written to stdout did not arrive, and returns the exit code. */
    int outputLost() {
        terminal.say(texts.get("error", texts.get("error.output")));
        return ExitCodes.UNAVAILABLE;
    }

    private void tell(Throwable e, Kind kind, String message) {
        // Who interrupted was told so already.
        if (kind.exit != ExitCodes.INTERRUPTED || !terminal.isInterrupted()) {
            terminal.say(kind.exit == ExitCodes.INTERRUPTED ? message : texts.get("error", message));
        }
        if (debug.getAsBoolean()) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            terminal.say(trace.toString().replace("\r", ""));
        }
    }

    private void json(String message, String code) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("success", false).put("error", message).put("code", code);
        terminal.out().println(node);
    }

    private Kind kind(Exception e) {
        // Whatever fails after an interrupt fails because of it.
        return terminal.isInterrupted() ? INTERRUPTED : kindOf(e);
    }

    /** Returns the exit code of a failure. */
    static int exitCode(Exception e) {
        return kindOf(e).exit;
    }

    private static Kind kindOf(Exception e) {
        if (e instanceof CancellationException
                || e instanceof ClosedByInterruptException
                || e instanceof InterruptedException) {
            return INTERRUPTED;
        }
        if (e instanceof IncompatibleModelException model) {
            boolean recommender =
                    model.port().equals("CandidateRecommender") || model.port().equals("Trainer");
            return new Kind(recommender ? "incompatible_model" : "incompatible_index", ExitCodes.INDEX);
        }
        if (e instanceof MovieAiException) {
            return new Kind("unavailable", ExitCodes.UNAVAILABLE);
        }
        if (e instanceof MalformedDataException
                || e instanceof MalformedFilmsException
                || e instanceof NoSuchFileException
                || e instanceof CharacterCodingException
                || e instanceof AccessDeniedException) {
            return new Kind("data", ExitCodes.DATA);
        }
        if (e instanceof IOException) {
            return new Kind("unavailable", ExitCodes.UNAVAILABLE);
        }
        if (e instanceof IllegalArgumentException) {
            return new Kind("usage", ExitCodes.USAGE);
        }
        return new Kind("defect", ExitCodes.DEFECT);
    }

    /** Returns what people are told of a failure. */
    static String message(Exception e, Texts texts) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof AccessDeniedException denied) {
            return texts.get("error.denied", denied.getFile());
        }
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + e.getClass().getSimpleName();
        }
        if (e instanceof CharacterCodingException) {
            return texts.get("error.encoding");
        }
        if (kindOf(e).exit == ExitCodes.DEFECT) {
            return texts.get("error.defect", e.getClass().getSimpleName() + ": " + message);
        }
        return message;
    }
}
