package io.movieai.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code movieai evaluate}: the commands that measure. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class EvaluateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
