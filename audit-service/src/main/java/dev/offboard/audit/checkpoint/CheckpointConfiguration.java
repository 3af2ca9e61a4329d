package dev.offboard.audit.checkpoint;

import dev.offboard.audit.log.LogTree;
import dev.offboard.audit.note.SigningKey;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/// Reads the key once, at the start.
@Configuration(proxyBeanMethods = false)
class CheckpointConfiguration {
  private static final Logger log = LoggerFactory.getLogger(CheckpointConfiguration.class);

  @Bean
  Issuer issuer(
      CheckpointProperties properties,
      Checkpoints issued,
      LogTree tree,
      TransactionOperations transactions) {
    if (properties.key().isEmpty()) {
      log.info("no signing key is configured: this instance serves checkpoints and signs none");
      return new Issuer(null, issued, tree);
    }
    Path file = properties.key().get();
    SigningKey key = KeyFile.read(file);
    log.info("checkpoints are verified with {}", key.verifier());
    Memory memory = new Memory(properties.memory(file), key.verifier());
    return new Issuer(new Signer(key, memory, issued, tree, transactions), issued, tree);
  }
}
