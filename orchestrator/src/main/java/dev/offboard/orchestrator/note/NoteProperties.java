package dev.offboard.orchestrator.note;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param wrappingKeys random words, one a line, each of 32 characters at least: the first encrypts
///   users' keys, all of them decrypt. From a file that only its owner can read, outside of the
///   database and its backups
@ConfigurationProperties("offboard.notes")
record NoteProperties(@Nullable String wrappingKeys) {}
