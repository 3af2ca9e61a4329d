package dev.offboard.orchestrator.page;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What `templates/page/layout.html` needs beside what the page itself says.
@ControllerAdvice(annotations = Page.class)
class Layout {
  @ModelAttribute("viewer")
  @Nullable Viewer viewer() {
    return Viewer.current();
  }
}
