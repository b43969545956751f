package org.stowbench.datasets.homebox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.inventory.HomeInventory;
import org.stowbench.io.CsvTable;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;

/** An export: a home. */
final class HomeboxFile {

  /** So many items lie in each other at most. */
  private static final int DEEPEST = 64;

  private final List<HomeboxItem> rows = new ArrayList<>();
  private final Map<String, HomeboxItem> byReference = new HashMap<>();

  private HomeboxFile() {}

  static HomeboxFile read(InputFile file) {
    HomeboxFile read = new HomeboxFile();
    try (CsvTable table =
        CsvTable.open(file).require(List.of(HomeboxItem.NAME, HomeboxItem.LOCATION))) {
      table.forEach(row -> read.add(HomeboxItem.read(row)));
    }
    return read;
  }

  private void add(HomeboxItem item) {
    rows.add(item);
    item.reference().ifPresent(reference -> byReference.putIfAbsent(reference, item));
  }

  /** Notes down what is where; what cannot be is counted. */
  void fill(HomeInventory home, ImportTally tally) {
    tally.read("rows", rows.size());
    for (HomeboxItem row : rows) {
      List<String> path = new ArrayList<>(pathTo(row));
      if (row.name().isEmpty()) {
        tally.leaveOut("item without a name", row.at().child(HomeboxItem.NAME));
      } else if (row.isLocation()) {
        path.add(row.name().get());
        home.place(path);
      } else if (row.gone().isPresent()) {
        tally.note("item that is in the home no more: " + row.gone().get(), row.at());
      } else if (path.isEmpty()) {
        tally.leaveOut("item in no location", row.at().child(HomeboxItem.LOCATION));
      } else {
        home.item(row.name().get(), path);
      }
    }
  }

  /** The location, and the items that it lies in on from there. */
  private List<String> pathTo(HomeboxItem row) {
    Deque<String> inside = new ArrayDeque<>();
    HomeboxItem outermost = row;
    Optional<HomeboxItem> parent = parent(row);
    while (parent.isPresent()) {
      if (inside.size() == DEEPEST) {
        throw new InvalidInputException(
            row.at().child(HomeboxItem.PARENT),
            "leads back to itself, or through more than " + DEEPEST + " items");
      }
      outermost = parent.get();
      inside.addFirst(outermost.name().orElseThrow());
      parent = parent(outermost);
    }
    List<String> path = new ArrayList<>(outermost.location());
    path.addAll(inside);
    return path;
  }

  private Optional<HomeboxItem> parent(HomeboxItem row) {
    return row.parent().map(byReference::get).filter(parent -> parent.name().isPresent());
  }
}
