package dev.offboard.audit.tlog;

import dev.offboard.audit.note.SignedCheckpoint;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class CheckpointApi {
  private final Published published;

  CheckpointApi(Published published) {
    this.published = published;
  }

  /// C2SP tlog-tiles, "Checkpoints".
  @GetMapping(path = "/checkpoint", produces = "text/plain;charset=UTF-8")
  ResponseEntity<String> checkpoint() {
    SignedCheckpoint checkpoint = published.checkpoint();
    return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(checkpoint.toString());
  }
}
