package io.movieai.architecture;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Public classes that name a vendor's type, for {@link ArchitectureConditionsTest}; public, because the rule is about those. */
public final class ApiFixtures {

    private ApiFixtures() {}

    /** Names a vendor's type in every place that a signature has. */
    public abstract static class Leaks implements CommandLine.IFactory {
        protected final CommandLine field = new CommandLine(this);

        public List<? extends CommandLine> returned() {
            return List.of(field);
        }

        public void argument(List<Map<String, CommandLine>> argument) {}

        public void thrown() throws CommandLine.ParameterException {}

        public int array(CommandLine[][] argument) {
            return argument.length;
        }
    }

    /** Uses a vendor's type where no caller sees it. */
    public static final class Hides {
        private final CommandLine field = new CommandLine(this);

        CommandLine packagePrivate() {
            return field;
        }

        public List<String> visible() {
            return packagePrivate().getUnmatchedArguments();
        }
    }
}
