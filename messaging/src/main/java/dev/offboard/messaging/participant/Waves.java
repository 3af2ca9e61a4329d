package dev.offboard.messaging.participant;

import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.UserRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Cuts a batch into waves: in each, announcements of one kind, no user twice. Handled wave by
/// wave, everything about one user happens in the order in which it was announced.
final class Waves {
  private Waves() {}

  static List<List<PhaseAnnouncement>> of(List<PhaseAnnouncement> batch) {
    List<List<PhaseAnnouncement>> waves = new ArrayList<>();
    Map<UserRef, Integer> lastWave = new HashMap<>();
    for (PhaseAnnouncement announcement : batch) {
      int wave = lastWave.getOrDefault(announcement.user(), -1) + 1;
      while (wave < waves.size()
          && waves.get(wave).getFirst().getClass() != announcement.getClass()) {
        wave++;
      }
      if (wave == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(announcement);
      lastWave.put(announcement.user(), wave);
    }
    return waves;
  }
}
