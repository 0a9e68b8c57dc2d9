package io.movieai.recsys.data;

import java.io.IOException;
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

    private static DataFiles inFolder(Path folder) throws IOException {
        List<Path> children = children(folder);
        List<Path> items = new ArrayList<>();
        for (Path child : children) {
            if (isRecBoleItem(child)) {
                items.add(child);
            }
        }
        if (items.size() > 1) {
            Path folderName = folder.toAbsolutePath().normalize().getFileName();
            Path preferred = folder.resolve(folderName + ".item");
            if (!items.contains(preferred)) {
                throw new MalformedDataException(
                        folder, 0, "expected one RecBole .item file, found " + names(items) + ": give one of them");
            }
            items = List.of(preferred);
        }
        if (!items.isEmpty()) {
            return withFilms(items.get(0)).orElseThrow();
        }
        for (String name : List.of("u.item", "movies.dat", "movies.csv")) {
            Path films = folder.resolve(name);
            if (Files.isRegularFile(films)) {
                return withFilms(films).orElseThrow();
            }
        }
        throw new NoSuchFileException(folder.toString(), null, missing(children));
    }

    private static String missing(List<Path> children) throws IOException {
        StringBuilder message = new StringBuilder("expected ")
                .append(LOOKED_FOR)
                .append(", found ")
                .append(names(children));
        for (Path child : children) {
            if (Files.isDirectory(child) && Files.isReadable(child) && holdsFilms(child)) {
                message.append("; there is data in its folder ").append(child.getFileName());
            }
        }
        return message.toString();
    }

    private static boolean holdsFilms(Path folder) throws IOException {
        return children(folder).stream().anyMatch(child -> {
            String name = child.getFileName().toString();
            return name.endsWith(".item") || name.equals("movies.dat") || name.equals("movies.csv");
        });
    }

    private static Optional<DataFiles> withFilms(Path films) {
        String name = films.getFileName().toString();
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

    private static boolean isRecBoleItem(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".item") && !name.equals("u.item") && Files.isRegularFile(file);
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        }
        children.sort(null);
        return children;
    }

    private static String names(List<Path> files) {
        if (files.isEmpty()) {
            return "an empty folder";
        }
        String listed = files.stream()
                .limit(LISTED)
                .map(file -> file.getFileName().toString())
                .collect(Collectors.joining(", "));
        return files.size() <= LISTED ? listed : listed + " and " + (files.size() - LISTED) + " more";
    }
}
