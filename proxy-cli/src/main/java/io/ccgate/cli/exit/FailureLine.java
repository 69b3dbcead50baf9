package io.ccgate.cli.exit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** One line for the user about an exception. */
final class FailureLine {
    private FailureLine() {}

    static String of(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof CommandFailure) {
            return oneLine(message);
        }
        Throwable cause = failure.getCause();
        if (failure instanceof UncheckedIOException && cause != null) {
            return of(cause);
        }
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "no such file or folder: " + oneLine(message);
        }
        if (failure instanceof AccessDeniedException) {
            return "not allowed to use " + oneLine(message);
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "already there: " + oneLine(message);
        }
        if (failure instanceof NotDirectoryException) {
            return "not a folder: " + oneLine(message);
        }
        if (failure instanceof FileSystemException || failure instanceof ConnectException) {
            return oneLine(message);
        }
        if (failure instanceof BindException) {
            return oneLine(message) + "; choose another port, or stop what listens there";
        }
        if (failure instanceof IOException) {
            return message == null ? failure.getClass().getSimpleName() : oneLine(message);
        }
        return "internal error: " + failure.getClass().getName() + ": " + oneLine(message)
                + " (CCGATE_TRACE=1 shows more)";
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "no further detail" : message.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }
}
