package dev.offboard.local.directory;

import java.util.List;

/// What one file holds: the rows that can be imported, those that can't and why, and what else
/// whoever imports should know.
record Parsed<R>(List<R> rows, List<Rejection> rejections, List<String> remarks) {
  Parsed {
    rows = List.copyOf(rows);
    rejections = List.copyOf(rejections);
    remarks = List.copyOf(remarks);
  }
}
