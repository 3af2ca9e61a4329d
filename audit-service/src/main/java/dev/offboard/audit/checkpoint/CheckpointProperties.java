package dev.offboard.audit.checkpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param keyFile the log's signing key, readable by its owner only; an instance without one signs
///   nothing and serves what others have signed
/// @param memoryFile what was signed last; beside the key unless told otherwise. Instances that
///   sign must share it
/// @param interval how long news waits for the next checkpoint
@ConfigurationProperties("offboard.checkpoints")
record CheckpointProperties(
    @Nullable Path keyFile, @Nullable Path memoryFile, @DefaultValue("1s") Duration interval) {
  Optional<Path> key() {
    return keyFile == null || keyFile.toString().isEmpty()
        ? Optional.empty()
        : Optional.of(keyFile);
  }

  Path memory(Path key) {
    return memoryFile == null || memoryFile.toString().isEmpty()
        ? key.resolveSibling(key.getFileName() + ".memory")
        : memoryFile;
  }
}
