package io.polycritic.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A folder in which files come and go while it is read, as what is written beside and renamed does. */
final class LiveFolder {
    private LiveFolder() {}

    /**
     * The files of a folder and of those in it, in the order of their paths. What goes meanwhile may be left out.
     *
     * @param folder the folder
     * @param leftOut names of files and folders right in it that are not wanted
     * @throws IOException if something that is there cannot be looked at
     */
    static List<Path> files(Path folder, Set<String> leftOut) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            private boolean isLeftOut(Path path) {
                return folder.equals(path.getParent())
                        && leftOut.contains(path.getFileName().toString());
            }

            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return isLeftOut(inner) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isLeftOut(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException || isLeftOut(file)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        files.sort(null);
        return files;
    }
}
