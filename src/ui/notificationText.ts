// Texts of others in notifications, as the plain words that they are.

/** VS Code makes `[…](command:…)` in a notification a link that runs any command; here nothing becomes one. */
export function notificationText(text: string): string {
  return text.replaceAll("](", "] (");
}
