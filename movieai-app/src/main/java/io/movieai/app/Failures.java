package io.movieai.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.IncompatibleModelException;
import io.movieai.MovieAiException;
import io.movieai.app.json.MalformedFilmsException;
import io.movieai.recsys.data.MalformedDataException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
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

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        terminal.say(texts.get("error", String.valueOf(e.getMessage())));
        terminal.say(texts.get("error.help", e.getCommandLine().getCommandSpec().qualifiedName()));
        return ExitCodes.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        Kind kind = kind(e);
        String message = message(e, kind);
        terminal.say(texts.get("error", message));
        if (debug.getAsBoolean()) {
            e.printStackTrace(terminal.err());
        }
        if (line.getCommand() instanceof JsonOutput output && output.json()) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            node.put("success", false).put("error", message).put("code", kind.code);
            terminal.out().println(node);
        }
        return kind.exit;
    }

    private Kind kind(Exception e) {
        if (e instanceof CancellationException
                || e instanceof ClosedByInterruptException
                || e instanceof InterruptedException) {
            return new Kind("interrupted", ExitCodes.INTERRUPTED);
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

    private String message(Exception e, Kind kind) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof AccessDeniedException denied) {
            return texts.get("error.denied", denied.getFile());
        }
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + e.getClass().getSimpleName();
        }
        if (kind.exit == ExitCodes.DEFECT) {
            return texts.get("error.defect", e.getClass().getSimpleName() + ": " + message);
        }
        return message;
    }
}
