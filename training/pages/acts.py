"""What is done with the entries of a list in one click."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done with an entry in one click."""

    labels: tuple[str, ...]
    icon: str
    says: tuple[str, ...]
    """With the place `<it>` for the entry."""
    after: str
    """What the control is called afterwards; empty where the entry goes away."""
    done: str


ACTS = {
    "delete": Act(
        ("Delete", "Remove", "Delete", "Trash"),
        "🗑",
        ("{delete|remove|get rid of|trash} <it>", "throw <it> away", "{delete|erase} <it>"),
        "",
        "Deleted",
    ),
    "archive": Act(
        ("Archive", "Move to archive"),
        "🗄",
        ("archive <it>", "{move|put|send} <it> {to|into} the archive"),
        "",
        "Archived",
    ),
    "star": Act(
        ("Star", "Add star", "Mark as important"),
        "☆",
        ("star <it>", "mark <it> as important", "give <it> a star", "flag <it> as important"),
        "Remove star",
        "Starred",
    ),
    "read": Act(
        ("Mark as read", "Read"),
        "✉",
        ("mark <it> as read", "set <it> to read", "flag <it> as {already |}read"),
        "Mark as unread",
        "Marked as read",
    ),
    "spam": Act(
        ("Spam", "Report spam", "Junk"),
        "⚠",
        ("mark <it> as {spam|junk}", "move <it> to {spam|junk}", "report <it> as spam"),
        "",
        "Moved to spam",
    ),
    "pin": Act(
        ("Pin", "Pin to top"),
        "📌",
        ("pin <it>", "pin <it> to the top", "{keep|fix} <it> at the top"),
        "Unpin",
        "Pinned",
    ),
    "mute": Act(
        ("Mute", "Silence"),
        "🔇",
        ("mute <it>", "silence <it>", "turn off notifications for <it>"),
        "Unmute",
        "Muted",
    ),
    "print": Act(
        ("Print", "Print out"),
        "🖨",
        ("print <it>", "print <it> out", "make a print of <it>"),
        "Print",
        "Sent to the printer",
    ),
    "like": Act(
        ("Like", "Like", "♥ Like"),
        "♥",
        ("like <it>", "{give|leave} a like {to|on|for} <it>", "{press|hit} like on <it>"),
        "Unlike",
        "Liked",
    ),
    "share": Act(
        ("Share", "Share…"),
        "↗",
        ("share <it>", "share <it> with others", "pass <it> on with share"),
        "Shared",
        "Shared",
    ),
    "save": Act(
        ("Save", "Bookmark", "Add to favourites", "Save for later"),
        "🔖",
        (
            "save <it>",
            "bookmark <it>",
            "{add|put} <it> {to|in} my favourites",
            "save <it> for later",
        ),
        "Saved",
        "Saved",
    ),
    "report": Act(
        ("Report", "Flag"),
        "🚩",
        ("report <it>", "flag <it>", "report <it> to the moderators"),
        "Reported",
        "Reported",
    ),
    "hide": Act(
        ("Hide", "Not interested", "Hide this"),
        "🙈",
        ("hide <it>", "make <it> disappear", "don't show <it> any more: hide it"),
        "",
        "Hidden",
    ),
    "follow": Act(
        ("Follow", "Subscribe", "Watch"),
        "➕",
        ("follow <it>", "{subscribe to|start following|watch} <it>"),
        "Unfollow",
        "Following",
    ),
    "complete": Act(
        ("Complete", "Mark as done", "Done", "Finish"),
        "✓",
        (
            "complete <it>",
            "mark <it> as {done|complete|finished}",
            "{tick|check} off <it>",
            "finish <it>",
        ),
        "Reopen",
        "Completed",
    ),
    "duplicate": Act(
        ("Duplicate", "Copy", "Make a copy"),
        "⧉",
        ("duplicate <it>", "{copy|make a copy of} <it>", "make a duplicate of <it>"),
        "Duplicate",
        "Copied",
    ),
    "download": Act(
        ("Download", "Get file", "Download"),
        "⬇",
        ("download <it>", "{get|fetch} a download of <it>", "save <it> to my computer"),
        "Download again",
        "Downloading",
    ),
    "lock": Act(
        ("Lock", "Lock"),
        "🔒",
        ("lock <it>", "put a lock on <it>", "lock <it> so nobody changes it"),
        "Unlock",
        "Locked",
    ),
    "close": Act(
        ("Close", "Resolve", "Close"),
        "✔",
        ("close <it>", "{resolve|settle} <it>", "set <it> to closed"),
        "Reopen",
        "Closed",
    ),
    "approve": Act(
        ("Approve", "Accept", "Confirm"),
        "✅",
        ("approve <it>", "accept <it>", "confirm <it>", "give <it> your approval"),
        "Approved",
        "Approved",
    ),
    "reject": Act(
        ("Reject", "Decline", "Refuse"),
        "❌",
        ("reject <it>", "decline <it>", "turn <it> down"),
        "Rejected",
        "Rejected",
    ),
    "decline": Act(
        ("Decline", "Can't go", "Not going"),
        "❌",
        ("decline <it>", "say no to <it>", "turn <it> down"),
        "Declined",
        "Declined",
    ),
    "pay": Act(
        ("Pay", "Pay now", "Settle"),
        "💳",
        ("pay <it>", "settle <it>", "pay for <it>"),
        "Paid",
        "Paid",
    ),
    "remind": Act(
        ("Remind", "Send reminder", "Reminder"),
        "🔔",
        ("send a reminder for <it>", "set a reminder for <it>", "remind about <it>"),
        "Reminded",
        "Reminder sent",
    ),
    "play": Act(
        ("Play", "Listen"),
        "▶",
        ("play <it>", "listen to <it>", "start playing <it>", "put on <it>"),
        "Pause",
        "Playing",
    ),
    "queue": Act(
        ("Add to queue", "Queue", "Play next"),
        "☰",
        ("queue <it>", "add <it> to the queue", "play <it> next"),
        "Queued",
        "Queued",
    ),
    "borrow": Act(
        ("Borrow", "Reserve", "Request loan"),
        "📚",
        ("borrow <it>", "reserve <it>", "take <it> out on loan"),
        "Reserved",
        "Reserved for you",
    ),
    "block": Act(
        ("Block", "Ban"),
        "⛔",
        ("block <it>", "ban <it>", "stop <it> from writing: block"),
        "Unblock",
        "Blocked",
    ),
    "invite": Act(
        ("Invite", "Send invitation"),
        "✉",
        ("invite <it>", "send an invitation to <it>", "send <it> an invitation"),
        "Invited",
        "Invited",
    ),
    "join": Act(
        ("Join", "Attend", "Sign up", "Going"),
        "🙋",
        ("join <it>", "attend <it>", "sign up for <it>", "say you are going to <it>"),
        "Leave",
        "You are going",
    ),
    "apply": Act(
        ("Apply", "Apply now"),
        "📝",
        ("apply for <it>", "apply to <it>", "send an application for <it>"),
        "Applied",
        "Applied",
    ),
    "call": Act(
        ("Call", "Phone"),
        "📞",
        ("call <it>", "phone <it>", "ring <it>", "give <it> a call"),
        "Calling…",
        "Calling",
    ),
    "upvote": Act(
        ("Upvote", "Vote up", "Helpful"),
        "▲",
        ("upvote <it>", "vote <it> up", "vote for <it>", "mark <it> as helpful"),
        "Remove vote",
        "Voted",
    ),
}
