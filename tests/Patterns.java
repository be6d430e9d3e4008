// java Patterns.java < questions: each line a pattern, what may not be in the text, the most characters, then texts, in
// base64 ("-" is the empty text). Writes for each line a row of 1 and 0: whether java.util.regex finds each text good.
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Scanner;
import java.util.regex.Pattern;

public class Patterns {
  public static void main(String[] arguments) {
    Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
    while (lines.hasNextLine()) {
      String[] parts = lines.nextLine().split(" ");
      Pattern form = Pattern.compile(text(parts[0])), ends = Pattern.compile(text(parts[1]));
      int most = Integer.parseInt(parts[2]);
      StringBuilder row = new StringBuilder();
      for (int at = 3; at < parts.length; at++) {
        String each = text(parts[at]);
        boolean good = form.matcher(each).find() && !ends.matcher(each).find() && each.codePointCount(0, each.length()) <= most;
        row.append(good ? 1 : 0);
      }
      System.out.println(row);
    }
  }

  static String text(String base64) {
    return base64.equals("-") ? "" : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
