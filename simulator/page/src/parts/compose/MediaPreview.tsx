// A file before it is sent, with its caption; it lies over the conversation.
export function MediaPreview() {
  return null
}
