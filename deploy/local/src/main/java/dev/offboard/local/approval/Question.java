package dev.offboard.local.approval;

import dev.offboard.local.client.ApprovalClient.Asked;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/// Shows exactly what is asked, and asks.
final class Question {
  private static final String YES = "yes";

  private final Asked asked;

  Question(Asked asked) {
    this.asked = asked;
  }

  void show(Output output) {
    switch (asked.kind()) {
      case OFFBOARDING -> output.say(Json.pretty(asked.json().path("approval")));
      case BATCH -> output.say(Json.pretty(asked.json()));
    }
  }

  /// Whether whoever sits there types yes; without anybody there, no.
  boolean isConfirmed(Output output) {
    output.tell("Approve exactly this? Type yes:");
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return YES.equals(line == null ? null : line.strip());
    } catch (IOException e) {
      throw new UncheckedIOException("the answer can't be read; nothing was approved", e);
    }
  }
}
