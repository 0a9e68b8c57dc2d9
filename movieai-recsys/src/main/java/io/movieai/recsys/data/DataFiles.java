package io.movieai.recsys.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files that make up a data set.
 *
 * @param format their layout
 * @param films the file of films
 * @param ratings the file of ratings beside it, if there is one
 */
record DataFiles(DataFormat format, Path films, Optional<Path> ratings) {
    private static final String LOOKED_FOR = "a RecBole NAME.item, MovieLens' u.item, movies.dat or movies.csv";

    /** How many names of a folder an error lists. */
    private static final int LISTED = 10;

    /**
     * Finds the data set in a folder, or the one that a file of films belongs to.
     *
     * @throws NoSuchFileException if there is no such path, or the folder holds no data set
     * @throws MalformedDataException if it cannot be told which file to read, or the file is none of films
     */
    static DataFiles detect(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return inFolder(path);
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "expected a folder or a file of films, found nothing");
        }
        return withFilms(path)
                .orElseThrow(() -> new MalformedDataException(
                        path, 0, "expected a file of films (" + LOOKED_FOR + ") or its folder, found another name"));
    }

    /**
     * Returns the file of ratings in a folder, whether or not there are films beside it.
     *
     * @throws NoSuchFileException if there is none
     * @throws MalformedDataException if it cannot be told which one to read
     */
    static Path ratingsIn(Path folder) throws IOException {
        List<Path> children = children(folder);
        return find(folder, children, ".inter", List.of("u.data", "ratings.dat", "ratings.csv"))
                .orElseThrow(() -> new NoSuchFileException(
                        folder.toString(),
                        null,
                        "expected a RecBole NAME.inter, MovieLens' u.data, ratings.dat or ratings.csv, found "
                                + names(children)));
    }

    /** Returns all files that reading the data set reads. */
    List<Path> all() {
        List<Path> all = new ArrayList<>(List.of(films));
        ratings.ifPresent(all::add);
        genres().ifPresent(all::add);
        return all;
    }

    /** Returns the file that names the genres, if the format has one and it is there. */
    Optional<Path> genres() {
        return Optional.of(films.resolveSibling("u.genre"))
                .filter(file -> format == DataFormat.MOVIELENS_100K && Files.exists(file));
    }

    private static DataFiles inFolder(Path folder) throws IOException {
        List<Path> children = children(folder);
        Optional<Path> films = find(folder, children, ".item", List.of("u.item", "movies.dat", "movies.csv"));
        if (films.isEmpty()) {
            throw new NoSuchFileException(folder.toString(), null, missing(children));
        }
        return withFilms(films.get()).orElseThrow();
    }

    /** Returns RecBole's file with that ending, which is the one named as the folder if there are several, or else MovieLens'. */
    private static Optional<Path> find(Path folder, List<Path> children, String ending, List<String> names) {
        List<Path> atomic = children.stream()
                .filter(child -> child.toString().endsWith(ending) && !names.contains(name(child)))
                .filter(Files::isRegularFile)
                .toList();
        if (atomic.size() > 1) {
            Path preferred = folder.resolve(folder.toAbsolutePath().normalize().getFileName() + ending);
            if (!atomic.contains(preferred)) {
                throw new MalformedDataException(
                        folder,
                        0,
                        "expected one RecBole " + ending + " file, found " + names(atomic) + ": give one of them");
            }
            return Optional.of(preferred);
        }
        return atomic.stream()
                .findFirst()
                .or(() -> names.stream()
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst());
    }

    private static String missing(List<Path> children) throws IOException {
        StringBuilder message = new StringBuilder("expected ")
                .append(LOOKED_FOR)
                .append(", found ")
                .append(names(children));
        for (Path child : children) {
            if (Files.isDirectory(child) && Files.isReadable(child) && holdsFilms(child)) {
                message.append("; there is data in its folder ").append(name(child));
            }
        }
        return message.toString();
    }

    private static boolean holdsFilms(Path folder) throws IOException {
        return children(folder).stream().anyMatch(child -> {
            String name = name(child);
            return name.endsWith(".item") || name.equals("movies.dat") || name.equals("movies.csv");
        });
    }

    private static Optional<DataFiles> withFilms(Path films) {
        String name = name(films);
        if (name.equals("u.item")) {
            return Optional.of(of(DataFormat.MOVIELENS_100K, films, "u.data"));
        }
        if (name.endsWith(".item")) {
            return Optional.of(of(DataFormat.RECBOLE, films, name.replaceFirst("item$", "inter")));
        }
        if (name.equals("movies.dat")) {
            return Optional.of(of(DataFormat.MOVIELENS_DAT, films, "ratings.dat"));
        }
        if (name.equals("movies.csv")) {
            return Optional.of(of(DataFormat.MOVIELENS_CSV, films, "ratings.csv"));
        }
        return Optional.empty();
    }

    private static DataFiles of(DataFormat format, Path films, String ratingsName) {
        Path ratings = films.resolveSibling(ratingsName);
        return new DataFiles(format, films, Files.exists(ratings) ? Optional.of(ratings) : Optional.empty());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(
                    folder.toString(), null, "expected a folder that can be read: check its permissions");
        }
        children.sort(null);
        return children;
    }

    private static String names(List<Path> files) {
        if (files.isEmpty()) {
            return "an empty folder";
        }
        String listed = files.stream().limit(LISTED).map(DataFiles::name).collect(Collectors.joining(", "));
        return files.size() <= LISTED ? listed : listed + " and " + (files.size() - LISTED) + " more";
    }
}
