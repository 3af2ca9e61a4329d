package dev.offboard.orchestrator.note;

import dev.offboard.contracts.EncryptedNote;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// An encrypted note as the history stores it.
public final class NoteJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private NoteJson() {}

  public static String write(EncryptedNote note) {
    return MAPPER.writeValueAsString(note);
  }

  public static EncryptedNote read(String json) {
    return MAPPER.readValue(json, EncryptedNote.class);
  }
}
