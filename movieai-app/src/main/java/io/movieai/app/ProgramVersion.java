package io.movieai.app;

import io.movieai.catalog.Movie;
import io.movieai.recsys.data.MovieDatasetReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** Tells builds of the program apart: what one build made of film data need not be what another makes of it. */
final class ProgramVersion {
    private ProgramVersion() {}

    /** Returns the version of this program, with a checksum of the jars that read films; without one outside jars. */
    static String current() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Class<?> part : List.of(Movie.class, MovieDatasetReader.class, ProgramVersion.class)) {
            CodeSource source = part.getProtectionDomain().getCodeSource();
            try {
                jars.add(Path.of(source.getLocation().toURI()));
            } catch (URISyntaxException e) {
                throw new IOException("expected the path of a jar, found " + source.getLocation(), e);
            }
        }
        return Main.class.getPackage().getImplementationVersion() + " " + checksum(jars);
    }

    /** Returns a checksum of the contents of files; folders do not count. */
    static String checksum(List<Path> jars) throws IOException {
        CRC32 crc = new CRC32();
        for (Path jar : jars) {
            if (Files.isRegularFile(jar)) {
                try (InputStream in = new CheckedInputStream(Files.newInputStream(jar), crc)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
