"""One complaint and replies to it, written so that a review of them has something to say everywhere."""

COMPLAINT = (
    "You missed my bin on 3 March 😡 and again on 10 March.\r\nI rang twice and nobody rang back.\r\n\r\n"
    "Why was I told that it had been collected? I\u00a0want a written apology and £45 back."
)
REPLY = (
    "12\u00a0March 2026\r\n\r\nDear Ms\u00a0Cafe\u0301 🙂,\r\n\r\n"
    "Your complaint at stage\u00a01 of our complaints procedure\r\n\r\n"
    "I uphold your complaint about the missed collections. The crew did not have your road on their list, so we missed "
    "your bin on both days. You were told that it had been collected because the RCV operative had closed the whole "
    "round on his tablet. I am sorry that we missed your bin twice.\r\n\r\n"
    "• The Waste Operations Manager will add your road to the list by 21\u00a0March 2026.\r\n"
    "• I have refunded £45 to your card.\r\n"
    "• Lessons will be learned.\r\n\r\n"
    "The form is kept at [INSERT ADDRESS]. I am sorry if you feel let down 🙄.\r\n\r\n"
    "If you are unhappy with this reply, ask for a stage 2 review within 20\u00a0working days: e-mail "
    "complaints@example.gov.uk.\r\n\r\n"
    "Yours sincerely\r\nCustomer Manager"
)
LONG_SENTENCE = (
    "Having looked at the records that the contractor keeps for each round and at the photographs that the crew took "
    "on the days in question, and having spoken to the driver, his supervisor and the officer who took your call, I "
    "have come to the view that your road was left off the list when the rounds were changed in February."
)
POOR_REPLY = (
    f"Dear Ms Lee\n\n{LONG_SENTENCE}\n\nI utilise the RCV. {LONG_SENTENCE.replace('driver', 'loader')}\n\n"
    "Yours sincerely\nManager"
)
